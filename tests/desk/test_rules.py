"""Templates, checks of an answer, words to look for, filters and questions to others: decided without looking anything up."""

from datetime import date

import pytest

from service.desk import rules
from service.desk.rules import Around, Ask, Chosen, Facts, Template
from service.problems import Invalid, NotAllowed
from service.terms import AgencyCode, CaseNumber, CaseState, Kind, Role

TODAY = date(2026, 11, 23)
HERE, THERE = AgencyCode("X18943"), AgencyCode("SYT")
GOOD = (
    "Ủy ban nhân dân xã đã kiểm tra ngày 20/11/2026. Theo Điều 5 Nghị định 20/2021/NĐ-CP, mẹ ông/bà được hưởng 500.000 đồng một tháng. "
    "Tiền tháng 11 đã chuyển ngày 22/11/2026. Ông/bà không cần làm gì thêm. Nếu chưa nhận được trước 25/11/2026, mời ông/bà báo lại."
)


def facts(**changed: object) -> Facts:
    known: dict[str, object] = {
        "number": "LN26-000123",
        "kind": Kind.PHAN_ANH_KIEN_NGHI,
        "filed_on": date(2026, 11, 3),
        "field": "Bảo trợ xã hội",
        "area": "Xã Kim Phú",
        "agency": "UBND xã Kim Phú",
        "due": date(2026, 12, 1),
        "officer": "Cán bộ A",
        "sender": "Nguyễn Thị Hoa",
    }
    return Facts(**(known | changed))  # type: ignore[arg-type]


def told(body: str, sender: str = "") -> list[str]:
    return [one.message for one in rules.advice(body, sender)]


def faults(name: str, body: str) -> dict[str, str]:
    with pytest.raises(Invalid) as problem:
        rules.check_template(Template(name, body))
    return {field: text.message for field, text in problem.value.fields.items()}


def test_a_template_is_filled_with_what_is_true_of_the_case():
    body = "Kính gửi {{ho_ten}}, về hồ sơ {{ so_ho_so }} gửi {{ngay_gui}} ({{linh_vuc}}, {{xa}}): {{co_quan}} hẹn {{han}}. {{can_bo}}"
    assert rules.merge(body, facts()) == (
        "Kính gửi Nguyễn Thị Hoa, về hồ sơ LN26-000123 gửi 03/11/2026 (Bảo trợ xã hội, Xã Kim Phú): "
        "UBND xã Kim Phú hẹn 01/12/2026. Cán bộ A"
    )
    assert set(rules.MERGE_FIELDS) == {"so_ho_so", "ngay_gui", "linh_vuc", "xa", "co_quan", "han", "can_bo", "ho_ten"}


@pytest.mark.parametrize("who", [facts(kind=Kind.TO_CAO), facts(sender="")])
def test_a_denouncer_and_somebody_without_a_name_are_ong_ba(who: Facts):
    assert rules.merge("Kính gửi {{ho_ten}}", who) == "Kính gửi ông/bà"


def test_what_a_sender_wrote_is_not_filled_again():
    assert rules.merge("{{ho_ten}}", facts(sender="{{so_ho_so}}")) == "{{so_ho_so}}"


def test_a_field_that_is_none_is_named():
    with pytest.raises(Invalid) as problem:
        rules.check_template(Template("Mẫu", "{{so_ho_so}} {{so_dien_thoai}}"))
    assert problem.value.fields["noi_dung"].values == {"name": "{{so_dien_thoai}}"}


@pytest.mark.parametrize(
    ("name", "body", "field"), [("", "a", "ten"), ("a", " ", "noi_dung"), ("a", "{{han}", "noi_dung"), ("a" * 101, "a", "ten")]
)
def test_a_template_needs_a_name_and_whole_fields(name: str, body: str, field: str):
    assert set(faults(name, body)) == {field}


def test_a_template_is_put_under_what_is_written():
    assert rules.inserted(" ", "mẫu") == "mẫu"
    assert rules.inserted("đã viết\n", "mẫu") == "đã viết\n\nmẫu"


def test_a_good_answer_is_not_advised_on():
    assert told(GOOD, "Nguyễn Thị Hoa") == []


@pytest.mark.parametrize("phrase", rules.EMPTY_PHRASES)
def test_every_empty_phrase_is_found_where_it_stands_alone(phrase: str):
    alone = rules.advice(f"{GOOD} Cơ quan {phrase}.")
    assert [one.values for one in alone] == [{"phrase": phrase}]


def test_an_empty_phrase_with_a_day_or_an_article_is_none():
    assert told(f"{GOOD} Xã đang phối hợp với Sở Y tế, xong trước 30/11/2026. Việc chi trả theo quy định tại Điều 6.") == []


def test_what_a_reader_would_miss_is_said():
    missing = told("Đã nhận được ý kiến.")
    assert [sentence.split(".")[0] for sentence in missing] == [
        "Câu trả lời rất ngắn",
        "Chưa có ngày nào",
        "Chưa nêu căn cứ: luật, nghị định, thông tư, quyết định hay điều nào",
        "Chưa nói ông/bà ấy cần làm gì tiếp, hoặc không cần làm gì",
    ]


def test_a_number_of_a_decree_is_no_day():
    assert any("Chưa có ngày nào" in one for one in told("Theo Nghị định 154/2026/NĐ-CP và 20/2008/NĐ-CP."))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Xin gọi 0912 345 678.", "0912 345 678"),
        ("Xin gọi +84 912.345.678.", "+84 912.345.678"),
        ("Số căn cước 045123456789.", "045123456789"),
        ("Chứng minh 191234567.", "191234567"),
        ("Thư: hoa.nguyen@example.vn", "hoa.nguyen@example.vn"),
        ("Số tài khoản tại Agribank: 3900 2051 2345.", "3900 2051 2345"),
    ],
)
def test_personal_data_is_found(words: str, found: str):
    assert found in [one.values.get("found") for one in rules.advice(f"{GOOD} {words}")]


def test_the_name_of_the_sender_is_found_with_or_without_accents():
    assert len(told(f"{GOOD} Bà nguyen thi hoa.", "Nguyễn Thị Hoa")) == 1
    assert told(f"{GOOD} Bà Hoa.", "Hoa") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("LN26-000123", ["LN26-000123"]),
        ("ln26-123", ["LN26-000123"]),
        ("26-123", ["LN26-000123"]),
        ("123", [f"LN{year}-000123" for year in (26, 25, 24, 23, 22, 21, 20, 19, 18, 17)]),
        ("0912345678", []),
        ("tiền", []),
        ("٣٤", []),
    ],
)
def test_a_case_number_is_known_by_its_digits(typed: str, expected: list[str]):
    assert rules.numbers(typed, "LN", TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tiền trợ cấp", ["tien", "tro", "cap"]),
        ("ĐƯỜNG  đường", ["duong"]),
        ("0912 345 678 Hoa", ["0912345678", "hoa"]),
        ("+84 912.345.678", ["0912345678"]),
        ("a'b & c | !d:*", ["a", "b", "c", "d"]),
        ("👍 ، ", []),
        (" ".join(f"w{n}" for n in range(20)), [f"w{n}" for n in range(8)]),
    ],
)
def test_words_are_looked_for_without_accents(typed: str, expected: list[str]):
    assert rules.words(typed) == expected


def test_the_query_names_the_agency_the_months_and_every_word():
    assert rules.query(THERE, [], ["tien", "tro"], ["trong"]) == "('SYT/tien') & ('SYT/tro' | 'SYT/trong')"
    assert rules.query(THERE, ["2611", "2610"], ["hoa"]) == "('SYT@2611' | 'SYT@2610') & ('SYT/hoa')"


def test_more_months_are_looked_through_when_few_gave_too_little():
    assert rules.latest(date(2026, 2, 3), 3) == ["2602", "2601", "2512"]
    assert [rules.more_months(0.25, found) for found in (0, 1, 5, 30, 200)] == [0, 0, 16, 3, 1]
    assert [rules.more_months(4, found) for found in (0, 10, 150)] == [0, 0, 9]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 23), ["2611.4", "2611.3"]),
        (date(2026, 11, 21), ["2611.4", "2611.3"]),
        (date(2026, 11, 1), ["2611.0", "2610.5"]),
        (date(2026, 3, 5), ["2603.0", "2602.5"]),
        (date(2026, 1, 31), ["2601.5", "2601.5"]),
    ],
)
def test_the_latest_days_come_first(today: date, expected: list[str]):
    assert rules.lately(today) == expected


@pytest.mark.parametrize(
    ("looked_for", "expected"), [([], False), (["ti"], False), (["tie"], True), (["091"], False), (["tien", "t"], False)]
)
def test_only_the_beginning_of_a_word_goes_on(looked_for: list[str], expected: bool):
    assert rules.may_go_on(looked_for) is expected


def test_a_filter_keeps_neither_the_page_nor_what_was_done():
    assert (
        rules.kept_query({"han": "qua", "sau": "2026.1", "da": "chuyen", "tim": "trợ cấp", "loai": ""})
        == "han=qua&tim=tr%E1%BB%A3+c%E1%BA%A5p"
    )


@pytest.mark.parametrize(
    ("name", "kept", "have"),
    [("", "a=b", []), ("Mới", "", []), ("Mới", "a=b", ["Mới"]), ("Mới", "a=b", [str(n) for n in range(12)]), ("Mới", "a" * 1001, [])],
)
def test_a_filter_needs_a_new_name_and_something_to_filter(name: str, kept: str, have: list[str]):
    with pytest.raises(Invalid):
        rules.check_filter(name, kept, have, len(have))


def test_ticks_are_read_once_each_and_what_is_none_is_left_aside():
    ticks = ["LN26-000001:3", "LN26-000001:4", "LN26-000002:x", "LN26-000003", ":1", "LN26-000004:" + "9" * 30, "LN26-000005:٣"]
    assert rules.chosen(ticks) == [Chosen(CaseNumber("LN26-000001"), 4)]


AROUND = Around(agencies={HERE, THERE}, own=HERE, asked=(), today=TODAY)


def asked(ask: Ask, kind: str = Kind.PHAN_ANH_KIEN_NGHI, state: str = CaseState.IN_PROGRESS, around: Around = AROUND) -> set[str]:
    try:
        rules.check_ask(kind, state, ask, around)
    except Invalid as problem:
        return set(problem.fields)
    return set()


def test_another_agency_is_asked_by_a_day_to_come():
    assert asked(Ask(THERE, "Ý kiến?", TODAY)) == set()
    assert asked(Ask(HERE, " ", None)) == {"co_quan", "hoi", "ngay"}
    assert asked(Ask(AgencyCode("ZZZ"), "?", date(2026, 11, 22))) == {"co_quan", "ngay"}
    assert asked(Ask(THERE, "?", TODAY), around=Around(agencies={THERE}, own=HERE, asked=[THERE], today=TODAY)) == {"co_quan"}


@pytest.mark.parametrize(("kind", "state"), [(Kind.TO_CAO, CaseState.IN_PROGRESS), (Kind.PHAN_ANH_KIEN_NGHI, CaseState.CLOSED)])
def test_nobody_is_asked_about_a_denunciation_or_what_has_ended(kind: Kind, state: CaseState):
    with pytest.raises(NotAllowed):
        asked(Ask(THERE, "?", TODAY), kind, state)
    assert not rules.may_ask(kind, state)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2026-11-23", TODAY), ("23/11/2026", TODAY), ("2026-13-40", None), ("mai", None), ("", None), ("٢٠٢٦-11-23", None)],
)
def test_a_day_is_read_as_browsers_and_people_write_it(typed: str, expected: date | None):
    assert rules.day_of(typed) == expected


def test_the_workload_is_for_the_leader():
    rules.must_lead({Role.LEADER})
    with pytest.raises(NotAllowed):
        rules.must_lead({Role.HANDLER, Role.INTAKE})


@pytest.mark.parametrize("body", ["Đã sửa xong ngày …", "Theo ...... của luật.", "Kết quả: …………", "Điều …, Luật …"])
def test_a_blank_that_nobody_filled_is_a_bar(body: str):
    with pytest.raises(Invalid) as problem:
        rules.check_blanks(body)
    assert list(problem.value.fields) == ["tra_loi"]


@pytest.mark.parametrize("body", ["", GOOD, "Xin chờ thêm...", "1.2.3."])
def test_what_has_no_blank_goes_on(body: str):
    rules.check_blanks(body)


def test_no_decision_is_offered_words_about_another_body():
    assert rules.fits("Không thuộc thẩm quyền", Kind.PHAN_ANH_KIEN_NGHI)
    assert not rules.fits("Không thuộc thẩm quyền", Kind.KHIEU_NAI)
    assert rules.fits("Đã sửa xong", Kind.KHIEU_NAI)
