"""What makes a danger present or long past, a matter of papers or only spoken of, and what only sounds like it."""

from service.routing.rules.danger_words import Lines

# it is happening, or help is asked for at once
NOW: Lines = (
    "ngay|liền|gấp|khẩn|lập bây|lúc|chừ|lập|tức|cấp|thiết|này|lặp !cả|khi|sau|tài|cận|trong|từ",
    "bây|bi|bay giờ|zờ|giơ !mới|vẫn|chưa|đã|cũng", "bữa|chừ|giừ chừ !chưa|vẫn|cũng",
    "chừ|giừ !chưa|vẫn|cũng|đến|thì|mới|nghe|không|mà|răng|ai|còn",
    "đêm|tối|sáng|trưa|chiều|khuya|hôm ni|nay|ny|qua|kia !mới|họp|tôi|tui|đi|ra|đến|lên|đọc|xã",
    "mới|vừa nãy|xong|rồi|mới|đây|xảy|tức|bị|qua|đánh|ngã|té|rơi|thấy|phát|lên|đập|uống|rớt|ngất|cháy !nhận|xã|có|rồi",
    ("đang bị|đánh|cháy|chém|kêu|khóc|la|nằm|chảy|ngất|chờ|rượt|cầm|đập|dâng|trôi|chìm|đòi|dọa|kẹt|mắc|nguy|hấp|cấp|ở|co|thở|leo|"
    "trèo|phá|ngập|lên|đứng|say|rình|mê|lịm|nhốt|trói|bóp|đuổi|sốt !họp|đề|tuyển|trên|lập|trong|lớp|cấp|xét|độ|xã|nhà"),
    "giờ này", "lúc này !dân|bà|giá|gia", "chưa tỉnh|thở|dập|tắt|tìm|vớt|cứu|thấy|về|ai _2", "mau|nhanh lên|với|giúp|đến|tới|cho",
    "làm|lam ơn|on", "gấp|khẩn|khẩn !rút|nếp|trường|đôi|ba|hai|mười|nhiều", "cứu với|em|tôi|tui|con|mẹ|cháu|người !trợ|tế",
    "mấy hôm|bữa|ngày nay|ni|liền", "hằng|mỗi|hàng|suốt|đêm|ngày|bữa|cứ đêm|ngày|tối|bữa|mô|nào|say|nhậu|lần !tháng|sáng|làm|có",
    "hay|thường|liên|suốt|nhiều|cứ đánh|bị|tục|đập|lần|xuyên|ngày|bạo|chửi|hành !hỏi|khi|người|đề|năm|báo|kiến",
    "còn|vẫn|lại|tiếp đang|bị|đánh|đòi|tục|dọa|tái|nằm|cháy|kẹt !chưa|đề|phản", "bữa|hôm|đêm qua|kia|hổm|tê", "right now", "tonight",
)  # fmt: skip
# it is long over
PAST: Lines = (
    ("năm ngoái|trước|kia|xưa|rồi|2010|2015|2016|2017|2018|2019|2020|2021|2022|2023|2024|2025|nảo|1|ngoai|xa|tê|đó|1968|1972|68|72|"
    "75|99|1999|tước !nay"),
    "tháng trước|rồi|1|2|3|4|5|6|7|8|9|10|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|vừa !nay|tuổi",
    "hồi|ngày|thời|dạo|hổi|đợt xưa|trước|nhỏ|còn|chiến|bé|đó|nớ|năm|tháng|bao|nọ|chống|lũ|bão|dịch|lụt !đó",
    "trước đây|kia|đó|đâu|tê !mấy", "cách đây|nay _3 năm|tháng",
    ("mấy|hai|ba|bốn|năm|nhiều|mười|vài|1|2|3|4|5|6|7|8|9|10|15|20|hơn|chục _1 năm|tháng trước|rồi|nay|qua|trời|chưa|liền|mới|mà|"
    "không|vẫn"),
    "đã lâu", "lâu rồi|nay|lắm", "từng|đã từng|từng _2 bị|là|làm",
    ("đợt|trận|cơn|vụ|sau|hậu|mùa|qua lũ|bão|lụt|cháy|tai|mưa|hỏa|dịch|hạn _3 vừa|năm|trước|tháng|qua|nạn|qua|số|10|rồi|lịch|đó|lụt|"
    "11|9"),
    "sau lũ|bão|lụt|vụ|tai|khi|trận|mưa|đợt|cháy|cơn|hỏa|bạo !đánh|khi|uống|bị", "ngày 0|1|2|3|5|10|12|15|20 _1 tháng", "hồi tháng|năm",
    "may|rất|đã|cũng|hắn được|đã|khỏi|qua _1 cứu|khỏi|dập|bắt|xử|vớt|phạt|đưa|đi|sống|giải|hòa|chữa|ổn !chưa|không",
    "đã mất|chết|qua|khỏi|ổn|hy|khắc|hoàn|dập|xử|kết|ly|li|đi _2 nhiều|lâu|từ|rồi|đời|sinh|phục|tù|hôn|xong|định|vì|cách|tắt|viện",
    "cựu|thương|liệt binh|sĩ|sỹ|chiến", "kháng chiến", "chiến tranh", "chất độc da|hóa|màu", "last year", "years ago",
)  # fmt: skip
# it is about money and papers
PAPERS: Lines = (
    "hỗ|hổ|ho trợ|tro|trợ", "trợ cấp|giúp", "chế độ", "hồ|hò sơ", "bảo hiểm|trợ|hiễm", "bồi|đền thường|bù",
    "đền|chi|kinh|mức|tiền|khoản|viện phí|trả|trợ|thuốc|bồi|hỗ|viện|xe|giường|tai", "thủ tục", "giám định",
    "giấy tờ|chứng|khai|ra|xác|chuyển|báo", "xác nhận", "chính sách", "danh sách", "quyết định", "công nhận", "tiêu chí",
    "thanh toán !nhau", "quyên góp", "đăng ký|kí", "xét duyệt|tặng|lại", "thẻ bhyt|bảo|y", "làm lại|nhà|mới !loạn|việc",
    "xây lại|nhà|mới|dựng", "sửa chữa|lại|nhà", "nộp|làm đơn|hồ|giấy",
    "chưa|mới|được|đã|không nhận|cấp|lãnh|chi|có|thấy|trả _2 tiền|được|hỗ|trợ|gạo|bồi|quà|chi|quyết|giấy|cứu",
    "xin|đề|kiến|mong nghị|cấp|hỗ|hưởng|xây|lắp|mua|trang|sửa|mở|đầu|gắn|cắm|làm|bố|thêm|cái", "giá|cước|phí", "học phí|bổng",
    "vay|nợ vốn|ngân|tín|lãi", "thái độ", "xếp hàng", "chờ|đợi _3 lâu|lượt|tiếng|giờ", "nhân viên|sự", "hướng dẫn", "trả lời",
    "chậm|lâu|trễ", "benefit|subsidy|compensation|insurance|allowance",
)  # fmt: skip
# it is spoken of: training, prevention, law, praise, questions
SPOKEN: Lines = (
    "phòng|phong chống|ngừa|cháy|chóng|tránh", "phòng|chống =bạo|xâm|đuối|tảo|=tội|cháy|ma|mua|lũ|bão|lụt|thiên|ngộ|té|tai|trộm|dịch",
    "tập huấn|dượt", "tuyên truyền", "diễn tập|đàn", "hội nghị|thảo|thi|diễn|trại", "lớp học|bơi|dạy|tập|kỹ|võ|sơ|năng|phòng|bồi|xóa",
    "dạy|học|môn|khóa bơi|võ|kỹ|sơ", "kỹ|kĩ năng", "mô hình", "dự án|thảo|phòng", "kế hoạch", "chương trình",
    "luật|bộ|nghị|điều phòng|bạo|trẻ|định|quyết|hình|luật|thi", "công tác", "ban chỉ|quản|an",
    "tổ|đội|câu|ban phòng|hòa|lạc|chữa|xung|an|dân", "cuộc|giải|vở|bộ|tờ|đọc thi|phim|kịch|báo|hát|viết|truyện|sách|tranh|game",
    "truyền thông", "pano|áp|=tờ|biển phích|=rơi|báo|hiệu|cấm", "tìm hiểu", "nếu|lỡ|nhỡ|=kẻo|rủi khi|có|xảy|may|hờ|lỡ|mai|ai",
    "có thể|nguy|dễ gây|xảy|cơ|bị|trượt", "=dễ|=lo|ngại|=kẻo _3 té|ngã|gây|xảy|tai|cháy|ngập|sạt|bị|đuối|trượt|rơi", "nguy cơ",
    "tâm lý|lí", "số liệu|vụ|ca|tiền", "tỷ|tỉ lệ", "thống kê", "triển khai", "trang|thiết bị", "bình chữa", "nạn|tệ nạn",
    "khen|cảm|biết|cám ơn|ngợi|on", "khen|tuyên|biểu ngợi|dương|thưởng|dương", "trung tâm", "xin _3 hỏi|biết",
    "là|thế|như|bao|đâu _1 gì|nào|nhiêu|răng", "cho hỏi|biết|em|tôi|tui hỏi|thông|số", "quy|qui định|chuẩn", "giấy phép", "bằng cấp",
    ("khoa|phòng|trạm|trung|xe|bác|nhân|giường|kíp _1 cấp|hồi cứu|sức _3 đông|quá|chật|nên|cũ|thiếu|hỏng|của|thái|tốt|sạch|được|rất|"
    "nhiệt|tận|mới|huyện|xã|tỉnh|không"),
    "training|prevention|lesson|class|campaign|plan|law",
)  # fmt: skip
# what only looks like it: prices and taxes, animals and crops, ways of speaking
HARMLESS: Lines = (
    ("phòng|phong chống|ngừa|tránh|chóng _5 nước|hại|lực|dâm|tử|cắp|cướp|người|túy|tuý|nổ|hôn|độc|quỵ|nạn|lở|quét|cóc|đảo|bạc|bão|"
    "lụt|hỏa|cháy|hành|cứu|bom|sét"),
    "phòng cháy", "chữa cháy !không|mà|gấp|giúp|chưa|mau|đến|với|tới",
    ("đánh|đanh|danh giá|thuế|máy|số|dấu|bắt|cá|đổi|giày|đồng|vần|trống|rơi|mất|trượt|tráo|thức|chuông|cược|lừa|kẻng|răng|tiếng|đàn|"
    "cờ|bóng|đu|phèn|luống|sách|hiệu|nghĩa|dự|mục|cho|riêng|lợi|vọng|xưng|thuê|hụt|vẩy|véc|trả|bại|tan|cầu|án|phấn|bay|mạnh|gia|"
    "thắng|bật|golf|thue|tennis"),
    ("giá|thuế|phí|cước|lãi|điện|xăng|nước|học _6 giết|chém|bóp|cướp|cắt|chặt|đánh|=bạt|đâm dân|cổ|đẹp|mạng|vào|hộ|=dần|chết|người|"
    "nông|bà|thẳng|túi|khách|giá|trắng"),
    "chém|chặt giá|đẹp|gió|khách", "giết|chết dân|mòn|thời|đứng",
    ("lợn|heo|=gà|vịt|trâu|=bò|=cá|tôm|trâu|mèo|nghé|lúa|ngan|tằm _4 chết|giết|chìm|cháy|ngất|sốt|bệnh|lở|chém|đuối|dịch !người|bé|"
    "mắc|đang|mạng|trong|nhà"),
    "giết mổ|thịt|lợn|gà|trâu|bò|heo", "chết tiền|máy|lâm|khô|yểu|cây|cá|lúa|gà|lợn|heo|tiệt|dở|khiếp|cười|mê|=dần !đuối|rồi",
    "khai|giấy|báo|trích|mai|người|đám|lễ|đất _1 tử|chứng|chết|táng|tang|qua", "cháy|hết|sốt hàng|túi|vé|nắng|đất|giá|xình|máy|chỗ|ruột",
    "=chạy|xe =xe|ôm|=hàng|chậm|việc|thử|bộ|quanh|trường|về|qua", "đập thủy|thuỷ|nước|tràn|lúa|đá|chính|hồ|dâng",
    "con|hồ|cái|thân|mặt|đáy đập", "tim đập", "lũ|bọn|mấy lượt|chúng",
    ("=mệt|=vui|=cười|=nóng|=mừng|=ngán|=nực|=bận|=tức|=dốt|=tiếc|=xấu|=nghèo|=khổ chết|muốn _1 được|đi|mất|luôn|luông|người|thôi|"
    "cả|khóc|giấc|chưa"),
    "nói|trộm trộm|vía|nghĩ", "cướp công|trắng|đất|giải|thời|diễn|cơm|vợ", "như ăn|thể|là cướp|giết|ăn", "ăn cướp giữa|ban|của|dân",
    "ăn cắp giờ|bản|thời", "đợi|lâu|mệt|nóng|đói|vui|cười|đông|ngại|bận|nực|rét|lạnh|ngán _1 muốn|gần|đến chết",
    "cứu|cấp trợ|hộ|xét|tế|đói|giúp|học|bằng|nước|phát|sổ|đất|tiền|lại|giấy|thẻ|thoát|quốc", "cấp cứu hộ|trợ|tế",
    "=bỏ|mất qua|phiếu|cuộc|hoang|học|việc|trống|sót|lỡ|tiền|bê|đi|vốn|sổ|nước|sóng|mùa|lòng|điện|ngủ",
    "=bắt|đánh buộc|đầu|tay|kịp|bẻ|đền|cá|lỗi|chước|chuyến|mạch|nguồn|gặp", "ép|giao dầu|plastic|cọc|bê|nhựa|hàng|lưu|thông|tiếp",
    "đâm đơn|ra|chồi|đầu|hà|nản|lo|khiếu", "bão|sốt giá|lương|đất|sàn|ruột|vé", "bạo chi|phổi|bệnh|gan|động", "bảo hành",
    "vỡ nợ|hụi|kế|mộng|lẽ|òa|giọng", "nổ|bùng lực|máy|dịch|tung|phỏng|cơm|lốp",
    "pháo|lửa|đốt hoa|trại|vàng|mã|rác|rơm|rạ|đồng|đuốc|nương|thực|vía|lò", "chìm|lật trong|nợ|lọng|nổi|xuồng|lại|mặt|trang|tẩy|kèo|đật",
    "hiến|xét|nhóm|truyền|mỡ máu|nghiệm", "máu nghiệm|lạnh|lửa|liều|nhiễm|mỡ|mặt",
    "đuổi|đánh học|kịp|việc|ruồi|muỗi|chim|bắt|gà|giặc|mỹ|tây|pháp", "sập|xuống nguồn|mạng|giá|bẫy|cấp|tiệm|hầm|tiền|dốc|sàn",
    "ngập mặn|tràn|đầu|rác|ngừng|trong|úng|phân", "kẹt|tắc|ùn đường|tiền|tắc|cứng|sổ|hồ|máy|giấy|mạng",
    "nhảy múa|dây|việc|cóc|dân|sạp|mũi|lương|giá", "treo|leo băng|biển|cờ|thang|đèn|núi|ao|máy|bảng|giá|hồ|trèo",
    "trôi|trượt qua|chảy|nổi|giá|dạt|đại|bài|tuột|học|cấp", "lạc|sa đề|hậu|quan|bước|lõng|nội|giao|lối|thải|loài", "xúc động",
    "ngắt|cúp|mất|cắt điện|nước|mạng|internet|sóng !giật|cuốn", "bom tấn|hàng|tiền", "thuốc lào|lá|nam|bắc|bổ|men|ho",
    "đốt pháo|vàng|nhang|rác|rơm|đồng|cháy", "câu|đá|chọi bóng|gà|cá|quý|vôi|banh|ốp|hoa|cầu|phạt|lát|dăm|xây",
    "xâm nhập|chiếm|canh|thực|lấn|phạm di|quyền|đất|hại", "bóc|lột vỏ|lịch|tách|sơn|phốt", "giang hồ|sơn|vặt",
    "bị|mắc _1 lừa|kẹt _1 tiền|mạng|đảo|sổ|hồ", "hành động|lang|khách|trình|chính|lý|dân|nghề|vi|quân|hương|tỏi|lá|củ",
    "=dần|=dộng =dần|đần|dà", "bắn tin|tốc|pháo|súng thể|hơi|lễ|độ|tốc", "con|mô trai|gái _1 tự|đầu|út|cả|tử|hổ|báo",
    "cháy rừng cấp|mùa|năm|phòng|thi", "cầu|nhà|trường|chợ|đò|tàu|xe cháy|đuối|chìm hàng", "mùa|mặt|đợt cháy|đuối|lạnh|hạn",
)  # fmt: skip
