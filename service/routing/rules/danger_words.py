"""The words of danger, as people of this province say and type them. Only words: how they are read stands in `danger`.

A line is a row of words: `a|b` either, `a?` may be missing, `_2` up to two words of any kind, `!a|b` not followed by, `~a|b` not after,
`=a` only with its accents, `@HIT` the words of that class below. A word is also met without its accents, or with some.
"""

CLASSES: dict[str, str] = {
    "HIT": "đánh|đập|oánh|uýnh|quánh|=tát|=đấm|=nện|=dộng|=quất|thụi|bóp|đạp|đánhh|đánk|=choảng",
    "HURT": "đập|chém|đâm|giết|bắn|thiêu|dết|giếc|chặt|trém|giêt",
    "KIN": (
        "vợ|chồng|con|cháu|mẹ|mạ|má|cha|bố|ba|bọ|bà|ông|mệ|nội|ngoại|em|anh|chị|tôi|tui|tau|tao|mình|nó|hắn|hấn|bé|trẻ|gấy|dâu|rể|"
        "ả|o|cô|chú|bác|dì|cậu|mợ|thím|người|nhau|hàng|học|bạn|cụ|gia|cả|mấy|phụ|thằng|đứa|eng|mi|dân|thầy|sinh|ck|vk|hs|ng|mụ"
    ),
    "WHO": (
        "vợ|chồng|con|cháu|mẹ|mạ|má|cha|bố|bọ|bà|ông|mệ|em|anh|chị|tôi|tui|tau|nó|hắn|hấn|bé|trẻ|người|ai|cụ|thằng|đứa|eng|mụ|bạn|"
        "chú|bác|o|cô|dì|ba|họ|nạn"
    ),
    "KNIFE": "dao|rựa|búa|gậy|kiếm|súng|rìu|phảng|cuốc|gạch|gươm|giao|mã|lưỡi|xẻng|liềm|tuýp|chai|kéo|hung",
    "WATER": "sông|hồ|ao|suối|giếng|mương|biển|đập|lạch|hói|bàu|phá|cầu|lũ|nước|nác|rào|khe|cống|kênh",
    "BOAT": "thuyền|ghe|đò|tàu|xuồng|bè|nốc|phà|thúng",
    "KID": "bé|trẻ|cháu|nhóc|nhỏ|đứa|nít|em|con|chắu",
    "POISON": "sâu|cỏ|chuột|diệt|trừ|ngủ|độc|rầy|bảo|paraquat",
}
STRONG, PLAIN, WEAK = 4, 2, 1
Lines = tuple[str, ...]
EVENTS: tuple[tuple[str, int, Lines], ...] = (
    ("plea", STRONG, (
        "cứu với", "cứu em|tôi|tui|con|cháu|mẹ|vợ|chồng|bà|ông|anh|chị|bé|người|nhà|mạ|gia|ba|bố|chúng|tụi|bọn|mấy !trợ|tế",
        "kêu|gọi|la|hô|hét _1 cứu", "giúp|júp với _6 sắp|đang|nguy", "cứu mạng", "cứu nạn khẩn|gấp",
        "xin|nhờ|mong _4 cứu !trợ|xét|đói|tế|hộ|chữa", "sos", "help me", "help _3 police|fire|doctor|ambulance|dying|drowning",
    )),
    ("hit", STRONG, (
        "đang _2 @HIT @KIN", "đang bị? _3 đánh|đập|chém|đâm|bạo|hành|oánh|bóp !giá|dấu|số|máy|bắt|án",
        "bị _3 đánh|đập|oánh|chém|đâm _3 nhập|cấp|viện|gãy|chảy|máu|ngất|bất|chết|nặng",
        "@HIT _4 gãy|chảy|bầm|ngất|nhập|tím|sưng|rách|thừa|túi|dã|dở !nhập", "đánh đến|tới|cho chết|ngất|nhập",
        ("cầm|vác|xách|mang|rút|lấy|dùng|kề|dí|cằm _1 @KNIFE _4 chém|đâm|rượt|đuổi|dọa|doạ|đòi|dí|giết|đánh|đập|đến|tới|vô|xông|vào|"
        "quanh|kề|đứng|dết|chặn|cổ|uy"),
        "đòi|dọa|doạ|hăm|đe|định|tính|muốn|đe|thề _3 giết|chém|đâm|đốt|thiêu|tạt|giếc|dết|bắn|chặt !giá|rác|rạ|rơm",
        "dí|kề|gí|chĩa @KNIFE|súng _2 cổ|người|đầu|vào|vô", "rượt|đuổi chém|đánh|đâm|theo", "bóp|siết|xiết|thắt|cắt|chẹt cổ !tay|chai|áo",
        "trấn|nhận|dìm|dúi nước|nác|đầu|xuống !ngọt|uống",
    )),
    ("hit", PLAIN, (
        "đánh|đập|oánh|uýnh|quánh|=nện|=tát|=đấm|=dộng|đánhh|đánk|=quất @KIN !giá|chủ|hưởng|chính|phó|sách|nghèo|lập|dụng|công|mạc",
        "đánh|đập|oánh|uýnh|quánh|=nện|=tát|=đấm|=quất|đánhh _1 @WHO !giá|chủ|ta|bộ",
        "đánh đập|chửi|đạp|=đấm|hội|đòn|roi|dập|mắng|nhau|lộn|ghen|trọng|đậc", "đập đánh|đầu|mặt|phá|tới|cho !đi|thủy",
        ("bị|bi|bj _3 đánh|oánh|uýnh|quánh|đánhh|đánk !giá|thuế|số|mất|dấu|đồng|rơi|trượt|đổi|bắt|tráo|lừa|sách|cắp|án|bay|úp|sập|"
        "mạnh|hỏng|gãy|vỡ|thức|lận|phí|bật"),
        "bị|bi|bj _2 đập !phá|bỏ|tràn|đi|lại|nước", "bị _3 đạp !xe|phá|bỏ",
        "=tát|=đấm|đá|đạp|thụi vào|vô|zô|liên _1 mặt|bụng|đầu|người|ngực|lưng|tục", "ăn|bị =tát|đòn|=đấm", "=đấm =đá|đạp",
        "=đá con|em|vợ|mẹ|cháu", "thượng cẳng chân|tay|hạ", "=bạo hành _3 @KIN|gia|tôi|trẻ|bé !động", "bị|đang|nạn|hay|thường =bạo hành",
        "=bạo hành|hành", "bạo lực gia|học|với|tinh|con|vợ|trẻ|kinh", "bị|đang|dùng|có|cảnh bạo lực !mạng", "hành hạ|hung|hung !chính",
        "vũ phu", "=quất|vụt|=dần|quật|=vả|nện|phang|đét|véo _3 con|bé|cháu|nít|em|đứa|nhỏ|mặt|lưng|roi|mông",
        "không|ko|k|nỏ _3 thì|là đánh|đập|chém|giết|chịu", "roi|dây|thắt mây|điện|lưng|vọt|nịt _3",
        "nát|rách|tím|sưng|bầm lưng|mông|mặt|tay|chân|người|tái", "xin|trấn|bắt|đòi _2 tiền|nộp _3 em|cháu|con|ngày _4 đánh|dọa|thì",
        "ngược đãi", "tra tấn", "hành xác", "hà hiếp", "ức hiếp", "ăn hiếp !dân", "đánh _2 như|rất|tàn|thậm|dã|túi|tơi|bầm|tím|te",
        "lôi|kéo|túm|nắm _2 tóc|ra _2 đánh|đập|ngoài", "đuổi @WHO _3 khỏi nhà",
        "đuổi mẹ|vợ|con|ba|bố|cha|bà|cháu _4 đường|nhà|đêm|ra|khỏi !học|việc", "đuổi _2 ra khỏi|đường|ngoài|vườn !ngành|danh",
        "đập|chọi|ném|phang|táng|vụt|quật|phan|quăng _3 vào|vô|lên|lưng|trúng _1 đầu|người|mặt|lưng|chân|tay",
        "dùng|bằng|lấy|cầm roi|dây|gậy|thắt|cây|chổi|điếu|nước _3 đánh|=quất|vụt|đập|phang|quật|sôi|ném|dội", "dội nước|xăng|nác|dầu",
        "tạt nước|axit|xăng|a|acid|sơn|mắm|dầu|át !vào|mưa", "dí thuốc|tàn|điếu|bàn|nước",
        "nhậu|xỉn|rượu|say|bia _5 đánh|đập|chửi|phá|oánh|quậy|uýnh|đuổi|hành|dọa|cầm|=bạt|=tát", "khóc thét|ré|la|xé",
        "la hét _3 đêm|khóc|kêu|thất|trong|đau|dữ", "hét thất",
        "dọa|doạ|hăm|đe dọa|doạ|he|nạt _4 giết|vợ|con|mẹ|em|tôi|tui|chém|đánh|tính|gia|nhà|tung|sẽ", "bị _3 đe dọa|doạ|dạo !sạt|bởi|lũ",
        "nhốt|xích|trói|giam _3 @KIN", "nhốt|xích|trói|giam _2 trong|chân|tay|vô|vào|lại|cửa|ở|nhà|suốt|cả",
        "khóa|khoá|khoa|chốt cửa|trái _3 không|ko|nhốt|trong|trái|lại|đánh|bỏ|cấm", "bị|đang _2 nhốt|trói|xích|giam !chăn|gà|tài",
        "cấm|không|ko|khong cho ra|ăn|ăn uống|đi|gặp _1 ngoài|uống|khỏi|cơm|cửa", "bỏ đói", "bỏ mặc _3 đói|chết|con|mẹ|bà|già|cháu|ốm",
        "bắt _2 nhịn|quỳ|ăn|ngủ _1 cơm|đói|xin|ngoài|đất|gai", "chém _1 @WHO|nhau|chết|trọng|vào|trúng|vô|tay|đầu !giá|đẹp|gió",
        "bị _3 chém !giá|đẹp|gió", "bị _2 đâm !xe|vào|va|hỏng|thủng|đơn", "đâm @WHO !ra|đơn|chồi",
        "đâm|chém chết|nhau|thuê|bị|trọng|thủng",
        ("giết|giếc|dết|chết|sát|hạ|giêt người|vợ|con|chồng|mẹ|cháu|tôi|tui|em|hại|nó|hết|cả|nhau|ba !khi|tử|thương|tang|viên|mòn|"
        "nợ|sĩ"),
        "đánh|đâm|chém|đập chết|cho", "bắn @WHO|nhau|chết|súng|nhau|vào !pháo|tin|tốc", "hỗn chiến|loạn",
        "sẽ|cho|bắt _1 @WHO _1 chết|biết|tay|sống _2 ngay|tay|mặt|không", "cho @WHO chết",
        ("cầm|mang|thủ|xách|có|dùng|lăm _2 súng|axit|acid|dao|rựa|xăng|kiếm|mã|lựu|hung _5 chờ|bắn|đe|dọa|trong|đứng|tấu|đạn|đòi|đi|"
        "ngoài|khí|trước|theo"),
        "ẩu đả", "thanh toán nhau|băng", "đâm chém", "đánh|đánhh|oánh|uýnh|đập lộn|nhau", "côn đồ", "giang hồ", "xã hội đen",
        "beat|beating|beats|hit|hits|hitting|strangle|choking|stab|stabbed _2 me|my|her|him|wife|child|kid|us|son|daughter|mother",
        "kill|killing _2 me|her|us|myself|him|my|someone|people", "with a knife|gun|machete", "domestic violence",
    )),
    ("sex", STRONG, (
        "hiếp dâm|dăm|râm|dam", "cưỡng|hãm|bị|bj|toan hiếp !hội|định", "cưỡng dâm|bức|hiếp", "giở trò|trò đồi|đồi|bậy|xấu",
        "xâm|sâm|xăm hại|phạm _1 tình|thân|trẻ|bé|cháu|con|em|tính|nhiều|nhiu",
        "bị|bj _4 xâm|sâm|xăm hại|phạm !di|đất|rừng|quyền|lợi|hành|bởi|đê", "dâm ô|dục !quán", "bị hiếp",
        "raped|rape|raping|molest|molested|abused|abusing|molesting",
    )),
    ("sex", PLAIN, (
        "xâm|sâm hại !đất|rừng|quyền|di|môi|lợi|hành|sức", "hiếp !định|hội",
        "sờ|rờ|mò|bóp|động _2 mó|soạng|vùng|ngực|mông|đùi|chỗ|vú|bộ|kín|người|vô|chim !lợi|cơ", "sàm sỡ",
        "thầy|ông|chú|anh|bác|cậu|dượng|bảo|giáo|sếp _5 ôm|hôn|sờ|rờ|vuốt|bóp _4 em|cháu|bạn|con|nữ|bé|học|gái|tôi|trò",
        "sờ|rờ soạng|mó|rẫm|nắn", "làm bậy|nhục|càn", "dâm _3 cháu|bé|em|con|học|trẻ|gái",
        "ôm|hôn|ghì|đè _2 hôn|ôm|xuống|giường|ngửa|ngực|má|môi|em|cháu|con", "đè _4 ra|xuống|lên _3 giường|em|cháu|hiếp|cởi", "làm nhục",
        "gọi|kéo|đưa|lôi|dụ|rủ _4 phòng|kín|nhà|khách _4 ôm|hôn|sờ|cởi|riêng|nghỉ", "nhạy|phần|chỗ cảm|kín", "quấy rối tình|tính",
        "gạ gẫm|tình|chát|dâm|cháu|bé", "vùng kín", "cởi|lột _2 quần|áo|đồ",
        "cho|bắt|ép|dụ _4 xem|coi|quan|đóng|quay|chụp phim|khỏa|hệ|nóng|ảnh _2", "quan hệ|hê với|tình _3 bé|trẻ|cháu|học|em|con|dục",
        "clip|ảnh|hình nóng|khỏa|sex|nhạy", "làm|khiến|bị _3 có|mang|dính thai|bầu", "mại dâm", "ép|bán|bắt _3 tiếp|bán khách|dâm",
        "làm|giở _1 chuyện|trò|điều người|đồi|bậy|vợ|xấu|bỉ",
        "dụ|rủ|kéo|chở|đưa _3 cháu|bé|trẻ|em|học _5 nghỉ|khách|vắng|rẫy|phòng|rừng|bụi",
    )),
    ("child", STRONG, (
        "trẻ|bé|em|cháu|đứa|hài _4 bỏ|bị|vứt|quăng bỏ|vứt|quăng rơi|ở|trước|bên|ngoài|ngoải|ven|đường|lại|bờ",
        "trẻ|bé|đứa|hài sơ|xơ|mới|nhi|đỏ _5 bỏ|vứt|thùng|cổng|túi|chùa|lá|bọc|giỏ|khóc|rơi|bụi|rác",
        "nhặt|phát|thấy|có|gặp _5 sơ|xơ|đỏ|hỏn sinh|hỏn|hon _6 bỏ|vứt|thùng|cổng|túi|chùa|bọc|giỏ|bờ|chợ|rác|gốc|khóc",
        "sơ|xơ sinh _8 thùng|bỏ|vứt|túi|bọc|bờ|gốc|rác|cổng|giỏ|lề|dây", "bỏ rơi _3 con|trẻ|bé|cháu|hai|hắn|mới|sơ|ở|trước",
        "con|bé|cháu|trẻ|đứa|nhóc|em _6 bị|bỏ|bj bỏ|rơi rơi|lại",
    )),
    ("child", PLAIN, (
        "con|bé|cháu|trẻ|đứa|nhóc|em _3 bị|bj|phải _2 bỏ|bóc|ép|bắt|đánh|nhốt|đói|lạm|hành !hại|buộc|thuế|giá|điểm|trượt",
        ("bỏ|để|nhốt|bỏ|quăng|vứt _4 con|bé|cháu|trẻ|đứa|nhóc|nhỏ|em _5 một|1|tự|nhà|mình|đói|lang|nheo|bơ|ngoài mình|nhà|ở|thang|"
        "nhóc|vơ|chợ|đường|ăn|trời|cơm|lăn"),
        "con|bé|cháu|trẻ|đứa|nhóc|nít|em _5 lang|đi|ăn thang|xin|ăn|lượm|nhặt ăn|xin|ngoài|ở|ve|suốt|khắp|đường|ngủ|rác|mấy",
        ("bắt|ép|buộc|thuê|xúi|dụ|sai _3 con|bé|cháu|trẻ|đứa|nhóc|em|nít _5 ăn|xin|bán|làm|vác|bốc|lao|nghỉ|lấy|cưới|phụ|gả|hút|"
        "uống|trộm|đào|cửu|ra"),
        "lao động trẻ", "bé|trẻ|cháu|đứa|nhóc|nít|em _4 ngủ|nằm|ở _3 ngoài|đường|chợ|vỉa|gầm|hiên|công",
        "không|ko|hổng ai _2 nuôi|chăm|trông|coi|giữ", "cha|mẹ|mạ|bố|ba|má _2 bỏ _1 đi|trốn|con|nhà|mặc|rơi !làm|phiếu|việc",
        "bỏ|để _3 trốn|biệt|lại _3", "đói meo|lả|khát|rách", "gả|cưới|bán _5 tuổi|lào|trung|nhỏ|cháu",
        "kéo|lôi|nắm|chở|bế|ẵm|rủ|dụ|mời _3 bé|trẻ|cháu|em|con|đứa|nhỏ _3 lên|đi|vô|vào|xe|mất|theo !học|chơi|trường|viện",
        "kẹo|quà|tiền _3 kéo|dụ|sờ|rủ|rờ|bế", "lạ _3 kéo|bế|dụ|rủ|bắt|chở|lôi|mời|cho _3 bé|trẻ|cháu|em|con|học|kẹo|tay",
        "bán vé|hàng|kẹo số|rong|cao _3 khuya|đêm|bắt|ép", "bắt _2 bán|đi|học|trẻ|cháu|bé|em _1 vé|sinh|xin|mất|em|cóc|cháu|hàng",
        "trẻ|bé|cháu|con|em _4 bỏ mặc|rơi|đói", "bé|trẻ|cháu|đứa|con _6 một mình|chắc _4 ở|ngoài|bến|đường|chợ|không|ko|nhà|khóc|đêm",
        "đứng|ngồi|khóc|ở|nằm|lang một|1 mình|chắc|thang _4", "dụ|rủ|lừa dỗ|rê|bắt|dành|đi|bán|sang|qua _4",
        "bé|trẻ|cháu|con|em|gái _2 bị _4 chở|đưa|kéo|dẫn|bắt|lôi|dụ _2 đi|mất|vào|vô|ra|lên", "bóc lột", "chăn dắt", "tảo hôn",
        "ép|gả|bắt _4 lấy|cưới|gả chồng|vợ|hỏi", "bắt|hà nạt|hiếp _4 bạn|trường|lớp|ở|cháu|con|em|bé|học", "bị|bj|hay _4 bắt|bắc nạt|nạc",
        "đánh|đập|chặn|oánh|vây _3 học|bạn|hội|sinh|cổng !giá|hành|đồng|xét|bạ|phí",
        "con|bé|cháu|trẻ|đứa|nhóc|em|gái|trai _6 mất|đi|lạc|biệt|không|ko|chưa tích|lạc|về|tăm|thấy|rõ !học|nhận|được|mạch _3",
        "trẻ|bé|cháu|con|em|đứa _4 bị _3 bắt|bắc|bat cóc|đi|bán|cop",
        ("cô|bảo|thầy|giáo|mẫu _5 đánh|=tát|nhốt|nhét|véo|trói|đập|bịt|=quất|=bạt|dọa|nhồi _4 cháu|trẻ|bé|em|con|học|trò|vào|lỗ|nhà|"
        "miệng|tay|sinh"),
        "không|ko|khong ai _2 chăm|trông|nuôi|coi|cho|lo _3 ăn|bú|sóc|cả|ngoài|hết", "đói lả|run|mấy|bụng|khát|không",
        "con|bé|cháu|trẻ|đứa _6 co|run|rét|khóc ro|rẩy|lạnh|suốt|đói|thét|một|ngoài|hoài|cả",
        "child|kid|baby|girl|boy _3 abandoned|alone|hungry|beaten|missing|abused|locked|crying|hit",
        "bán con|trẻ|bé|cháu|thai !gái|trai|đi|vay", "nghiện|say|rượu|ma _6 bỏ con|cháu|bé|mấy|đói", "bầm tím|dập|khắp|mình|hết",
        "đầy|nhiều|có|toàn|những vết|vêt bầm|thương|roi|bỏng|tím|cắt|đòn|lằn",
    )),
    ("crime", STRONG, (
        "bắt|bắc|bat|bak cóc|cop|cot !thuyền",
        "đang _3 trộm|cướp|đột|phá|bẻ|cạy|rình|đánh|đốt|chém|trôm|chộm|đập|ăn !lúa|hoạch|sóng|bão|hoại|dỡ|đường _2",
        "ném|quăng|chọi _2 bom|mìn|lựu|gạch|đá|xăng|chai _3 nhà|vào|vô|xe|người|xăng",
        "tống|bắt|giữ|cướp tiền|cóc|con|ngân|tiệm !công|gốc|đất|cọc|mặt",
        "bán _4 qua|sang|sag|wa|trung|bên|cho lào|campuchia|cam|trung|miến|quốc|chủ|biên|đặc",
    )),
    ("crime", PLAIN, (
        "ăn trộm|cướp|cắp|chộm !mất|vào",
        ("trộm|chộm|trôm|cướp|kẻ|đạo|cưop|cươp vào|vô|đột|đang|chó|xe|nhà|giật|điện|bò|gà|trâu|của|tiền|lẻn|tài|vàng|dật|mất|bẻ|phá|"
        "cạy|máy !công|trắng|đời|đất|thời|dâm|từ"),
        "bị|bj _3 trộm|chộm|trôm|cướp|giật|móc|lừa|trấn|dật|dựt|cưop|lột !điện|mình|đất|giải|cấp|tít|công|lại|thời",
        "có|thấy|gặp|phát|bắt|bọn|tên|thằng|mấy|băng _2 trộm|cướp|trôm|chộm|đột|móc !dữ|điện|công", "trấn lột",
        "giật|dật|giựt|dựt _2 túi|điện|dây|đồ|xe|vàng|giỏ|bóp|ví|đứt", "đột nhập",
        "phá|bẻ|cạy|đập|bẽ|đạp|tông _1 khóa|khoá|cửa|két|kính _2 nhà|vào|vô|xe|trộm|lấy|quán|tiệm|để|đòi|chửi !khẩu",
        ("rình|mò|lẻn|leo|trèo|nấp|lảng|núp _2 vào|vô|rập|mò|quanh|tường|rào|cửa|trong|vảng _3 nhà|nhà|phòng|sân|vườn|trường|cổng|"
        "ngoài"),
        "lạ|khả|kẻ|tên|thằng _2 mặt|nghi|gian|nghiện|biến _6 nhà|vô|vào|rình|xóm|trường|cổng|theo|trẻ|lảng|mò|chặn",
        "buôn|bán|mua|tàng|chích|hút|ngáo|phê|đập|phay|sử|giao|xử ma|đá|chích|dụng|trữ _1 túy|tuý|đá|cần|ma|hàng|heroin|thuốc !lên",
        "ma|nma túy|tuý _5 bán|chích|hút|tụ|ngáo|giao|chơi|phê|công|học|nhà|lôi|dụ", "ngáo đá", "hút|tiêm chích", "kim tiêm",
        "đánh bạc|đề|bài|phỏm|xóc|tài|bầu _5 công|ngay|tụ|tại|suốt|đêm|đông|trong|ăn|đang|nhà|dịa", "sòng|tụ|sới bạc|bài|tập _2",
        "xóc|sóc đĩa|dĩa", "mua bán|bán người|phụ|trẻ|mô", "lừa|dụ|bị|dỗ _4 bán|sang|đưa|qua _2 người|campuchia|lào|trung|nước|nước|biên",
        "lừa|bị|ép _4 casino|làm|campuchia|biên|sòng",
        "đòi|siết|xiết|khủng|đe nợ|bố|đòi _5 nhà|đánh|đập|sơn|dọa|chém|giết|giang|đen|phá|côn|đe|đầu|mắm|người|gọi|chặn", "khủng bố",
        "tạt sơn|mắm|axit|a|acid|xăng|chất", "đốt nhà|xe|quán|người|vợ|trụ|xăng|rừng !rơm", "phóng hỏa|hoả",
        "bị|bj đốt|phóng !thuế|rác|giấy|mùa|rơm", "người|kẻ|đối _1 lạ|tượng _4 bắt|dụ|trường|nhà|theo|trèo|chở|rủ|cháu|bé|cửa",
        "nổ|bắn súng|mìn|bom|bộc|pháo !hoa|tên|tỉa|lễ|giao|nước", "súng|lựu đạn|hoa|tự|ngắn|săn|cồn _3",
        ("quả|trái|đầu|bom|cục|viên|có|thấy|phát|đào bom|mìn|đạn|lựu|bi|pháo|hiện _2 bom|mìn|đạn|chưa|nổ|cũ|bi|sót|chiến|còn|to|gần|"
        "dưới|trong|ở|lớn|trên|cạnh|nằm|dứoi"),
        "vật liệu|lạ nổ|giống", "bom|mìn|đạn _4 chưa|sót|nổ|rà|phát|đào|ruộng|rẫy|vườn|sân|lộ|lòi",
        "đua xe _4 trái|đêm|tốc|đang|đường|mỗi|cứ|tối|suốt|gây", "đánh|thuốc|bẫy bả|độc|câu chó|cá|trộm|suối|sông",
        "tông|đụng _6 bỏ chạy|trốn|đi|mặc", "lái|chạy|điều|say _4 say|xỉn|khiển|rượu|lạng|bia _5 đường|lái|tông|lách|xe|chở|nguy",
        "phá|chặt|đốt|cưa|đốn rừng|gỗ|cây _5 đang|lậu|trái|đêm|ngay|phòng",
        "burglar|robber|thief|robbed|robbery|burglary|kidnapped|kidnap|trafficking|gun|stealing",
        "bị|bị _2 theo|bám dõi|giõi|đuôi !thuốc|bệnh|sức", "gõ|đập|phá|đạp cửa _4", "theo dõi|giõi _3 tôi|em|cháu|con|về|nhà|tui",
        "chặn|vây|bám|đón _2 đường|đầu|xe|nhà|theo _4 đánh|đòi|dọa|cướp|tôi|em|cháu|con|chém|trấn|học|sàm|xin",
        "xông|kéo|ùa|tràn vào|vô|đến|tới|zô _1 nhà|quán|trường _4", "đập phá _3 nhà|đồ|tài|quán|xe|cửa|hết|tan|của|trụ",
        "phá|đập nhà|đồ|quán|cửa|xe|tài _3 tôi|tui|em|đạc|người|dân|hàng|cửa", "gây rối", "quậy phá",
        "chống|tấn công|đối _3 người|cán|công|bác|y|dân|nhân", "xác chết|người", "thi thể",
        "người chết _4 sông|rừng|bờ|trong|ngoài|nằm|trôi|nổi|ở|dưới", "mất tích", "nhảy múa|vào _4 dao|khống", "khống chế", "làm con tin",
        "con tin",
    )),
    ("fire", STRONG, (
        "đang cháy|chấy|boc|bốc|bén !hàng|túi|nắng|xe|chậm|chợ|máy|theo|thử|việc|về",
        "cháy|chấy to|lớn|dữ|lan|ngùn|rồi|nhà|dũ|rừng|chợ|quán|trụ|bình|xe|kho|hết|rụi|trường|mất|nhe !hàng|túi|nắng|thẻ",
        "lửa|lả cháy|bốc|bén|lan|ngùn|to|lên|táp !trại",
        ("kẹt|kẹc|mắc|bị|còn|có _4 trong|trên|ở|dưới _2 đám|lửa|nhà|nóc|mái|gác|thang|hầm|lũ|xe|giếng|đống|hang|cù|cồn|rú _2 cháy|"
        "lửa|sập|nước|lũ|lụt|nác|tra|máy|dâng|ngập|không"),
        "thang máy _5 kẹt|đứng|ngạt|mắc|kẹc", "kẹt|kẹc _2 trong thang", "fire", "house is burning", "burning", "trapped",
    )),
    ("fire", PLAIN, (
        ("cháy|chấy nhà|rừng|chợ|quán|xe|kho|bình|trụ|đồi|rơm|bếp|ga|gas|điện|tàu|rụi|lan|lớn|to|trường|nổ|lên|ống|máy|dây|cả|cây "
        "!hàng|túi|da"),
        "xe|tàu|máy|ô _4 =cháy|chấy|phát|bốc|bén !hàng|túi|chậm|xém",
        "nhà|rừng|chợ|quán|kho|bình|trụ|đồi|bếp|gas|ga|xưởng|cây|rú|rẫy|trạm|dây|lán|chuồng|điện _4 cháy|chấy|bốc|bén !hàng|túi|chậm",
        "bị|có|vụ|đám|gây|phát|boc|bốc|chập cháy|hỏa|chấy|hoả !hàng|túi|nắng|thẻ|xém|máy|ra|bóng", "đám|cơn cháy|lửa", "hỏa|hoả hoạn",
        "chập|phóng|xẹt|nẹt|toé|tóe điện|lửa|tia _5 cháy|nổ|lửa|khét|khói|nẹt|bốc|nguy|xẹt|giật",
        "khói _3 nghi|đen|ngút|ngạt|dày|nghẹt|cao", "khói bốc _3", "bốc khói", "mùi khét|gas|ga _4 nồng|rò|nặng|trong|khắp|quá|xì|cả",
        "rò|xì|hở rỉ|gas|khí|ga|điện _3 gas|nổ|khí|nồng|ga|giật|đường|ngập", "nổ bình|lò|gas|ga|nồi|trạm|kho|mìn|lốp|lớn|to|hơi|máy|bom",
        "bình|lò|ga|gas|nồi|trạm|trái|hơi _1 nổ",
    )),
    ("rescue", STRONG, (
        "đuối|đui|duối|dui|đuố nước|nác|nướt|nc|nươc", "chết đuối|đúi|nước|ngạt|đui",
        ("sắp|đang|bị|suýt chìm|lật|chết|trôi|ngập|cuốn|sập|đắm|vùi|ngạt|trôy _4 đò|thuyền|ghe|tàu|rồi|mái|nóc|hết|nước|đuối|lũ|nhà|"
        "người|xuống|xuông|sông|bùn|cứu|trôi|biển|giữa|mất|ra"),
        ("nước|nác|lũ|lụt|nươc _3 cuốn|ngập|lên|dâng|vô|tới|đến|dưng|ngang|lút _4 mái|nóc|nhà|ngực|cổ|đầu|trôi|người|bụng|gác|rầm|"
        "tra|giường|cao|nhanh|lút|mất|rồi|cháu|bé|hai"),
        "trôi người|nhà|xe|mất|ra|theo|xuống|sông !qua|trượt",
        ("rớt|rơi|té|ngã|rớt|lọt|sẩy|nhảy|bổ|lăn|sụp|lộn xuống|xuông|dưới|vào|vô|trúng|xuốg _1 @WATER|hố|vực|bể|mương|cống|giếng|"
        "hầm|tầng|đìa|bờ|xuống"),
        "vùi|chôn lấp|trong|sống _3 người|đất|đá|dưới|nhà|hết|trong|đống|bùn|mấy|dân|cả",
        ("đất|đá|núi|đồi|nhà|tường|cầu|giàn|hầm|ta|mái|đường _4 sạt|sập|lở|đổ|sụp _4 người|vùi|đè|kẹt|xuống|trúng|chôn|kẹc|bẹp|mắc|"
        "lên|vô|mất|sắp"),
        ("đè _3 người|bẹp|chết|lên|trúng|dưới|công|thợ|em|bố|chồng|mấy _1 xe|người|nhân|thợ|chân|cây|đất|tường|rồi|không|đá|bé|máy|"
        "trong"),
        ("mắc|kẹt|cô|kẹc|bị|mắt kẹt|lập|trên|giữa|cô|kẹc|ở _3 lũ|lụt|nóc|mái|dòng|cồn|nước|nác|cứu|xóm|mấy|đảo|sông|rừng|không|"
        "người|trên|trong|hang|núi|bãi|ngoài|biển|hoàn|rú|ngập"),
        "lũ|lụt|lủ quét|ống|về|cuốn|dâng _3 nhà|người|nhanh|xe|cuốn|bản|rồi|trôi|mất|ầm|lớn|quét|mạnh|to",
        "drowning|drowned|flood|flooded",
        "trèo|leo|ngồi|ở|lên|chui|chạy|đứng|trú _2 nóc|mái|tra|rầm|gác|mui _3 nhà|tôn|ngói|lũ|chờ|nước|cứu|rồi|nác|đói|tránh",
    )),
    ("rescue", PLAIN, (
        "chìm|lật|đắm|mất|trôi|úp|lặt @BOAT|lái|neo|xe|cano|ca !du|hình|tục",
        ("@BOAT _4 chìm|lật|đắm|hỏng|trôi|úp|mất|mắc|gặp|lặt|chết _3 biển|sông|giữa|máy|người|rồi|lạc|khơi|tích|cạn|ngoài|nạn|đang|"
        "hồ|trên|úp|lênh|dạt|không|cứu"),
        "sắp|sấp sập|sạt|vỡ|lở|đổ|tràn|sụp|xập _4", "vỡ|bể|tràn|nứt đê|đập|hồ|bờ|kè|bể|núi|đồi|dài _4",
        "sạt|xạt|sạc lở|núi|đồi|đất|xuống|lỡ|đường|kè|nặng !bờ|kè",
        "sập nhà|cầu|giàn|hầm|mái|tường|xuống|cống|hố|lò|trần|xưởng|cần|rồi !giá|bẫy|nguồn|mạng|tiệm",
        ("nhà|tường|cầu|mái|giàn|hầm|trần|cột|trụ _3 sập|đổ|sụp|xiêu|nứt|nghiêng|xập _3 xuống|người|rồi|sắp|trúng|nguy|vào|vô|toác|"
        "vẹo|lún|trẻ|đè|ngay|hết|bất|đang|xe|ra"),
        "tự do|tử|cây|cột|trụ|dây _3 đổ|ngã|gãy|đứt|gảy|rớt _4 đè|người|trúng|chắn|nhà|xe|xuống|điện|ngang|vào|đường|vô",
        "ngập|lụt nhà|sâu|nặng|cao|hết|lút|tới|đến|quá|lên|trắng|hơn|gần|nóc|mái|toàn|cả|xe|vô|vào|ngang|ngực !mặn|năm",
        "nước|nác _4 dâng|lên|tràn|ngập|vô|vào _3 nhà|nhanh|cao|rất|quá|mạnh|liên|hoài|=dần|giường|rồi|gối|ngang",
        "đói|lạnh|rét|khát _6 lũ|lụt|nước|kẹt|cô|nóc|nác|mái",
        "hết|không|ko|cạn|không lương|còn|có|thức|gạo|nước _3 ăn|thực|gạo|uống|mì _6 lũ|lụt|ngập|cô|kẹt|mái",
        "lạc|mắc|bị|mất _4 trong|giữa|lạc|ở|hướng|dấu|liên _2 rừng|núi|hang|rú|biển|rào|lạc|đảo", "mất liên lạc", "bị lạc !hậu|đề _4",
        "lạc _3 không _3 nhà|đường|nhớ|về|biết", "bà|ông|cụ|người _4 lạc _4 khóc|nhớ|nhà|đường|chợ|già", "bị cô lập", "cô lập",
        "hết gạo|nước|lương|thức _4 nước|gạo|ăn|thuốc|lả", "bị|được _2 nước|lũ|nác|sóng|suối cuốn|cuốn|nhấn|kéo",
        "nước|lũ|nác|sóng|suối cuốn _3", "bị|đang _2 vùi|chôn|đè|kẹp|cán|nghiền|cuốn !máy|dập",
        "cây|cột|tường|đá|cổng|xe|máy|tôn|giàn|trụ _3 đè|trúng|rơi|rớt|đổ _3 người|em|bé|tôi|con|chân|đầu|mẹ|bố|ông|bà|cháu|học",
        "tắm sông|suối|biển|hồ|ao|hói|mương _6 cuốn|chìm|mất|chưa|không|hụt|sụt|đuối|chết|nổi", "ong _2 đốt|vò|đánh|chích|bắp _5",
        ("chó|trâu|bò|lợn|voi|khỉ|rắn|heo _4 cắn|húc|dại|điên|tấn|rượt|táp|chồm|nhào|đuổi _4 người|trẻ|bé|cháu|công|con|tôi|em|mấy|"
        "dân|bà|ông|mẹ|sinh|chết|tui|nhiều|vào"),
        "hố|giếng|cống|mương|nắp _4 rơi|lọt|té|rớt|ngã|sụp|sụt _3 người|xuống|trẻ|bé|vào|cháu|em|xe|con|bà|ông|hai",
        "bão|lốc|sét|dông|giông _3 tốc|cuốn|đánh|sập|bay|giật|quật|trúng _3 mái|nhà|người|trúng|chết|bay|cháy|sập|cây",
        "điện|sét|điên _1 giật|dật|đánh|phóng|truyền|giựt|zựt !cao|áp", "bị|chạm|dính|hở _1 điện|dây _1 giật|dật|truyền|giựt|hở|điện",
        "dây|cáp điện _4 đứt|rơi|hở|rớt|rò|sà|võng|chạm|xuống|thòng|nằm|sát|vắt _4", "ngạt khí|nước|thở|khói|ga|than|gas|dưới|trong",
        "thiếu oxy|oxi", "không thở|thoát _2", "nguy hiểm|hiễm|kịch _1 tính|đến|tới _1 mạng|tính",
        ("nhảy|định|leo|trèo|đứng|đòi|muốn|ngồi _3 cầu|lầu|sông|mái|cột|lan|tầng|vực|nóc _4 tự|nhảy|xuống|tử|đòi|khóc|cao|sông|định|"
        "tự"),
    )),
    ("self", STRONG, (
        "tự tử|sát|vẫn|vận|thiêu|tữ|vẩn|kết", "muốn|đòi|tính|định|dọa|doạ|mún|chỉ|thà _1 chết|tử|tự|chít|chêt|chếc !lặng|nợ",
        "không|ko|k|hông|chẳng|hok|chả|khong|nỏ muốn|thiết|mún|còn|thiêt _1 sống|song|tha|thiết|sông",
        "chán|hết sống|đời|muốn|thiết !sông", "nhảy|nhảy|nhẩy cầu|lầu|sông|sôg|giếng|lầu|hồ|xuống !dây|múa", "treo|thắt|theo|cheo cổ !áo",
        "uống|uốg|nuốt|uóng|un _1 thuốc|thuốt|axit|xăng|cả|thuôc|thuoc _2 @POISON", "cắt|rạch|lạch cổ tay", "cắt|rạch tay",
        "kết|chấm|kêt liễu|dứt|thúc|thuc _1 đời|cuộc|mạng|mình|tất|hết|bản",
        "chết quách|cho|đi|chung|cùng|luôn|theo _3 rồi|hết|xong|rảnh|nhẹ|mẹ|con|thôi|cho|đỡ|với",
        "viết|để|nhắn|thư|gửi _3 thư|tuyệt|nhắn|lại tuyệt|mệnh|vĩnh|từ", "quyên sinh", "suicide|suicidal", "want to die", "end my life",
        "hại bản thân", "làm chuyện dại|gì|bậy", "nghĩ|dại quẩn|dột", "tuyệt vọng _8 chết|sống|nữa|con|cùng",
    )),
    ("ill", STRONG, (
        "ngừng|không|ko|ngưng|khó|ngưng|tắt|hết|k|khong thở|thơ|tim !phào|dài|nổi", "bất|bấc|hôn tỉnh|tĩnh|tỉn|mê", "mê man",
        "đột|dột quỵ|quị|tử|quy", "tai|tay biến !phức|đất|động", "nhồi máu|máo", "co|lên dật|giật|cơn|dựt|giựt",
        "thoi|hấp|nguy thóp|hối|kịch|hóp", "máu|máo chảy|ra|me|tuôn|phun|thấm|nhiều|lênh|không|loang|chày|đầm|rơi",
        "chảy|trào|nôn|ói|ho|ộc|thổ|băng|mất|chày _1 máu|máo _3",
        "nằm _5 bất|không|bất|im|thoi|vũng|máu|mê|quằn _2 động|cử|tỉnh|dậy|biết|thở|máu|quại|man|im", "vỡ|bể|xé|ra|vở ối|nước|oi|ói",
        ("trở|sắp|sấp|đang|chuẩn|đẻ|xắp|đau|chuyển|đẽ dạ|đẻ|sinh|bị|đẽ|rớt|rơi|dọc|bụng|dưới _1 rồi|đẻ|sinh|con|mà|gấp|xe|dữ|đường|"
        "quá|trên|dọc|không|ở|ngay|ngoài|kêu|nhà|giữa"),
        ("ngộ|trúng|ngô|nhiễm độc|đôc|thực _4 nặng|nhập|nôn|ói|người|cả|nhiều|thức|nấm|học|nhà|cháu|cá|em|lá|khí|rượu|thuốc|sắn|cóc|"
        "đang|rồi|sau"),
        "bị|bj _5 rắn|ran|hổ|chó|ong _3 cắn|đốt|mổ|dại|vò|cạp|căn", "rắn|rắn|hổ _3 cắn|mổ|mang|cạp",
        "hóc|mắc|nghẹn|sặc|hoc xương|dị|hạt|nghẹn|sữa|đồng|cháo|cơm|kẹo|pin|thạch|nước|bột _3", "tím tái|ngắt|người|môi|tai",
        "ngất|ngấc|ngất|ngạt|xỉu xỉu|lịm|đi|rồi|liệm|giữa|ra|trên|tại|ở|sỉu !điện|nước|mạng|kết", "bị|đang|sắp|vừa ngất|xỉu",
        "méo|liệt miệng|nửa|mồm|mặt _3", "sốc|shock phản|thuốc|nhiệt|điện|độc|vắc",
        "sốt cao|40|41|39|trên|li|mê|rất _5 co|giật|mê|li|lả|tím|không|động|liên|hạ|run|4|5",
        "gọi|kêu|cần|cho|chờ|đưa|nhờ|xin|chở|điều|cử|tìm _3 cấp|xe cấp|cứu cứu|gấp|ngay|khẩn|liền !trợ|hộ|đói|xét",
        "đi|đưa|chở|phải|đang|nhập|cần|vào|vô cấp|câp cứu|cưu !hộ|trợ",
        "stroke|unconscious|bleeding|ambulance|breathing|heart|dying|poisoned|overdose|seizure", "thập tử", "hấp hối",
        "sắp|gần|xắp|sấp chết|mất|chít|đi|tắt|chếc|ngất|xỉu|đẻ !hạn|việc|học|làm|hết|điện|khách|giá|tiền|mùa|ngủ|nợ|họp",
    )),
    ("ill", PLAIN, (
        "tai|tay nạn|nan _2 giao|xe|chết|lao|nghiêm|thảm|rồi|liên|ô|nặng|trên|tại|ở|ngay|giữa|kinh|lật !giao", "tai nạn giao|gthong|gt",
        "bị|gặp|có|xảy|vụ|gây|gập tai|tay nạn !lao|nghề", "bị _3 tông|đụng|húc|cán|hất|quẹt|tong|ủi",
        "tông|đụng|đâm|húc|quẹt|va|tong|lật _2 xe|nhau|trúng|vào|người|chết|phải|trực|chạm|ô|cột|ngã !hàng|máy|biển|đập|điện",
        ("xe _5 tông|đụng|lật|lao|húc|cán|đâm|mất|rơi|lọt|tong|cuốn _3 xe|người|xuống|vào|nhau|thắng|phanh|vô|trúng|hố|học|ruộng|"
        "qua|vực|bé|tôi|em|rồi|mương|nhà|dân|bà|cột|ngang"),
        ("bị|đứt|gãy|dập|vỡ|chấn|lòi|cụt|nát|gảy _1 thương|chân|tay|đầu|cổ|nát|ngón|thuơng|xương|sọ|nặng|ruột|đùi|hông|sườn _3 nặng|"
        "nằm|chảy|máu|rất|rồi|đang|nhiều|sọ|không|ngoài|gấp|nhiều|lìa|gãy|té|cứu|tích|dập|nhập|quá|tôi|rên|đau|mê"),
        "thương|nguy nặng|vong|kịch|tích|nguy !binh", "bị|đã|có _2 thương|chết _2 nặng|người|người _2 nặng|chết|bị",
        "bỏng|phỏng|bõng nặng|nước|lửa|xăng|toàn|khắp|điện|axit|sôi|rất|dầu|hết|cả|người",
        "bị|làm|gây bỏng|phỏng|gãy|chấn|đứt|dập|đột|điện|co|sốc|sặc|hóc",
        ("đau ngực|tim|thắt|bụng|đầu|quặn|tức|đẻ|dữ|ruột|quằn _4 dữ|quá|thở|lăn|vã|không|dội|chịu|thắt|tím|nôn|khó|ngất|ngực|mồ|"
        "ngất|vật|quằn|rất|quại|mê|chết|sốt|rồi|mãi|nặng|nôn|gập|đẻ"),
        ("nôn|ói|tiêu|ỉa|mửa|đi _2 mửa|chảy|ói|liên|ra|tháo|thốc|chãy|máu _3 liên|nhiều|máu|lả|nước|học|cả|đừ|tục|sốt|tháo|không|"
        "suốt|hết|hoài"),
        "khó|thở|tức|nghẹt thở|ngực|gấp|dốc|hổn|khò|khó", "lên cơn|huyết", "động kinh|thai",
        ("ngã|té|rớt|rơi|ngả|bổ _1 từ|cây|cầu|xe|gác|giàn|mái|trên|lầu|cao|đập|gãy|ngửa|quỵ|bất|thang|trong _6 gãy|bất|đau|không|"
        "cao|mê|tỉnh|chân|đầu|nặng|máu|xuống|cây|chấn|nằm|lưng|tay|động|ngất|giàn|mái|rồi|im|tầng|lầu"),
        "sốt xuất|rét|cao _4 nặng|tím|mê|lả|ngày|mấy|chưa|nguy|độ|liên|trụy|hốc|tái|40|41|giật|ngất|lịm",
        "cần|phải|xin|gọi|không|chưa|mãi|nhờ xe|có|thấy|chờ cấp|115|xe cứu|gấp|cấp|tới|đến _3",
        "cấp cứu _3 gấp|ngay|mà|khẩn|không|với|giùm|dùm|chừ|rồi|nhưng|đêm|liền|sao|trễ|đang|tại|ở", "đói lả|lịm|ngất",
        "nằm|gục|xỉu _4 ngất|xỉu|đường|vệ|lề|gục|bất|sùi|ven _2",
        "máy|xe|tôn|cưa|lưỡi _3 cuốn|cắt|nghiến|cán|kẹp|dập|cứa _4 tay|chân|đứt|nát|người|tóc|lìa",
        "đứt|cụt|lìa tay|chân|ngón|cổ|gân|động", "không dậy|cử|nhúc|tỉnh _1 được|động|nổi|nhích", "bỏ|không bú _4", "sùi|trợn bọt|mắt",
        "vàng|tím môi|da|tái", "gọi 115|113|114|111", "115|113|114 _4 không|chưa|gấp|ngay|ko", "kiệt sức",
        ("không|ko|khong|nỏ|chẳng|k|hổng ăn|uống|đi|nói|dậy|cử|cựa _1 được|nổi|đuợc|dc|động|đc|tỉnh|quậy _4 lả|mê|mấy|thở|sốt|nữa|"
        "li|yếu|tím|rồi|ngày"),
        "sảng|mê sảng|man", "hết|cạn|thiếu oxy|oxi|thuốc|máu|máo _3 thở|gấp|cứu|chết|nguy|rồi",
        ("uống|ăn|nuốt|nốc|un _2 nhầm|phải|lộn|thuốc|lá|nấm|hóa|rượu|pin|dầu|quá _3 chuột|sâu|ngón|tẩy|độc|dầu|cỏ|hỏa|thuốc|liều|"
        "pin|lạ|ngộ|chất|methanol|axit|độc|diệt"),
        "ngón", "chết lâm|não|ngất|điếng|giấc", "cần|thiếu _2 máu _3 gấp|ngay|cứu|hiếm",
        "nguy hiểm|cấp tính|đến|cho _1 mạng|tính|người|thai|sức|bé|mẹ !giao", "ra huyết|máu", "băng huyết",
        "sảy|xảy|đẻ|sinh thai|non|rơi|rớt|ngược _4",
        ("bầu|thai _4 ra|đau|chảy|tuần|vỡ|ngất|đẻ|sắp|cạn|ngã|té|tím|tụt _2 máu|huyết|bụng|ối|dữ|dưới|xỉu|lịm|gấp|quá|ngã|dạ|nước|"
        "quặn"),
    )),
    ("hit", WEAK, (
        ("đánh|đập|oánh|uýnh !giá|thuế|máy|số|dấu|mất|rơi|bắt|cá|trượt|tráo|bóng|đổi|vào|sách|hiệu|mục|cho|riêng|đồng|lúa|ứng|tràn|"
        "thủy|nước|án|bùn"),
        "dao|rựa|súng|gậy|mã|xăng|axit !tấu|lộ|sâu|dầu|giá|tăng", "chửi|mắng|sỉ|lăng !thề", "nhậu|say|xỉn|rượu !sưa|mê|nắng",
        "trốn|nấp !thuế", "khóc|thét|rên", "bầm|sẹo|vết|thâm !niên", "dọa|doạ|đe|hăm", "giết|chém|đâm|bắn|bóp !giá|đơn|đẹp|mổ",
        "nhốt|trói|xích|giam", "hoảng|run|kinh !tế|doanh|phí|nghiệm|thành", "giữa|nửa đêm|khuya", "sợ lắm|quá|hãi|chết", "đuổi",
        "la hét|lối", "can|ngăn ngăn|không|nổi", "tím|sưng",
    )),
    ("child", WEAK, (
        "=bé|=trẻ|=cháu|nhóc|nít !hơn|hóa|thế|thơ|bộ|lòng", "be|tre|chau gai|trai|em|so|nho|noi|ngoai", "một|1 mình|chắc", "xin ăn",
        "lang thang", "dụ|rủ|gạ|dỗ", "đói|khát|rét", "bỏ rơi|mặc|lại|đói|đi", "vứt|quăng", "lạ mặt", "bắt nạt|ép|đi|vạ", "sờ|mó|nghịch",
        "bơ vơ", "ăn mặc _1 rách",
    )),
    ("crime", WEAK, (
        "trộm|cướp|cắp|móc !công|trắng|giờ|vía|đất|nghĩ", "rình|lẻn|mò|trèo", "côn|băng|nhóm đồ|đảng|thanh",
        "chặn|vây|bao đường|đánh|quanh|bắt", "kẻ|tên|đối gian|lạ|xấu|tượng", "tống|đòi tiền|nợ", "phá|cạy|đập cửa|khóa|nhà", "gõ cửa",
        "lừa|dụ _2 bán|sang|biên", "ma|ngáo|nghiện túy|đá|tuý|ngập",
    )),
    ("rescue", WEAK, (
        "lũ|lụt|nác !lượt|lịch|ngày", "nước|nác|nuoc lên|dâng|vô|vào|cao|tràn|chảy|ngập|lớn|xiết|cuốn", "ngập|lút|dâng !ngừng|mặn",
        "bão|lốc|giông|sét", "kẹt|mắc kẹt|lại|trong", "rơi|rớt|té|ngã|lọt|sẩy", "chìm|đắm|lật|trôi|dạt", "sập|đổ|sụp|lở|sạt|nứt|vùi|đè",
        "cháy|lửa|khói|khét|nổ|chập !hàng|túi|nắng|chậm", "cô lập", "tốc mái|hết",
        "không|ko di|chạy|sơ|bơi|ra|lên|vô|vào _1 chuyển|kịp|tán|được|nổi", "liệt|bại giường|không|nằm|một", "mất liên|tích|tăm|sóng",
        "tê cóng|cứng", "thang dây|máy", "vực|giếng|hố|xoáy",
    )),
    ("ill", WEAK, (
        "đau|nhức|quặn", "ngất|xỉu|lịm|choáng|lả", "thở|ngạt|nghẹt|nghẹn|sặc", "máu|huyết !hiểm|áp|mủ|nhiễm",
        "gãy|đứt|dập|vỡ|trật|nát !nợ|kế", "nằm im|bất|một|giữa|bên|gục|liệt", "tỉnh táo|lại|dậy|không", "sốt|mê !ruột|sưa|sảng|giá",
        "nôn|ói|mửa|ỉa", "tím|tái|xanh ngắt|tái|mặt|xám|lét", "cấp cứu", "bị thương|tai|nạn|nặng|bỏng", "nguy kịch|hiểm|cấp|ngập",
        "chết|mất|chít !máy|tiền|giấy|hồ|thẻ|sổ|nhiều|công|lịch|thời", "cứu !trợ|tế|hộ|xét|đói|nghiên", "đẻ|bầu|ối !cử|đái",
        "nuốt|uống _2 thuốc|nhầm|phải|độc", "không|ko muốn|thiết|còn _1 sống|gì|nữa", "kiệt|yếu sức|lắm|quá|lả", "bất động|tỉnh",
    )),
)  # fmt: skip

# how words are written short on phones, by what they stand for
SHORT: dict[str, str] = {
    "bi": "bj",
    "chet": "chjt chit chec",
    "chong": "ck",
    "cuop": "cuopp",
    "dang": "dg dag",
    "di": "dj",
    "duoc": "dc dk",
    "duoi": "duojz",
    "em": "e",
    "gi": "j",
    "giet": "gjet jet zet det giec",
    "gio": "bh",
    "giup": "gjup jup",
    "keu": "kiu",
    "khong": "ko hok kg kh k khog hem hk khoog",
    "luon": "lun",
    "minh": "mik mk",
    "muon": "mun",
    "nguoi": "ng ngta nguoj",
    "nuoc": "nc",
    "phai": "fai",
    "phong": "fong",
    "qua": "wa",
    "sinh": "hs",
    "toi": "toj",
    "trom": "chom",
    "truoc": "trc",
    "tui": "tuj",
    "vay": "z",
    "vo": "vk dzo",
    "voi": "vs voj",
    "xe": "ze",
}
