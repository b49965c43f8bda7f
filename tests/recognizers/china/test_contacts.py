"""E-mail, social networks, devices, networks and places."""

from __future__ import annotations

import pytest

from recognizers.china.coordinates import CoordinatesRecognizer
from recognizers.china.email import EmailRecognizer
from recognizers.china.imei import ImeiRecognizer
from recognizers.china.ip_address import IpAddressRecognizer
from recognizers.china.mac_address import MacAddressRecognizer
from recognizers.china.social_account import SocialAccountRecognizer
from recognizers.finding import Category
from tests.recognizers.china.support import see, texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "邮箱zhangsan@example.com联系", ["zhangsan@example.com"], id="glued-to-chinese"
        ),
        pytest.param("邮箱zhangsan@example.com。", ["zhangsan@example.com"], id="full-stop-after"),
        pytest.param(
            "li.si+1@mail.example.cn", ["li.si+1@mail.example.cn"], id="plus-and-subdomain"
        ),
        pytest.param(
            "ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ", ["ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ"], id="full-width"
        ),
        pytest.param("zhangsan @ example.com", ["zhangsan @ example.com"], id="spaces-around-at"),
        pytest.param("zhangsan(at)163.com", ["zhangsan(at)163.com"], id="at-in-brackets"),
        pytest.param("zhangsan#163.com", ["zhangsan#163.com"], id="hash-for-at"),
        pytest.param("a@b.com、c@d.cn", ["a@b.com", "c@d.cn"], id="list"),
        pytest.param("138000@qq.com", ["138000@qq.com"], id="digits"),
        pytest.param("Email:ZS@Example.COM", ["ZS@Example.COM"], id="capitals"),
        pytest.param("a@b", [], id="no-domain"),
        pytest.param("@example.com", [], id="no-local-part"),
        pytest.param("zhangsan@", [], id="nothing-after"),
        pytest.param("图@2x.png", [], id="picture-scale"),
        pytest.param("关注@金寨发布", [], id="mention"),
        pytest.param("a@@example.com", [], id="two-at"),
        pytest.param("3#163.5米", [], id="building-number"),
    ],
)
def test_e_mail(text: str, parts: list[str]) -> None:
    assert texts(EmailRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "office"),
    [
        pytest.param("gkb@example.gov.cn", True, id="subdomain"),
        pytest.param("jz@gov.cn", True, id="domain-itself"),
        pytest.param("zs@example.com", False, id="firm"),
        pytest.param("zs@gov.cn.example.com", False, id="gov-in-the-middle"),
        pytest.param("zs@fakegov.cn", False, id="gov-at-the-end-of-a-word"),
    ],
)
def test_the_address_of_an_office_is_marked(text: str, office: bool) -> None:
    assert ["office-address" in s.grounds for s in see(EmailRecognizer, text)] == [office]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("QQ：12345678", ["12345678"], id="qq"),
        pytest.param("QQ12345678", ["12345678"], id="qq-glued"),
        pytest.param("ＱＱ：１２３４５６７８", ["１２３４５６７８"], id="qq-full-width"),
        pytest.param("qq号12345678@", [], id="e-mail-of-qq"),
        pytest.param("QQ群:100000002", ["100000002"], id="group"),
        pytest.param("12345678（QQ号）", ["12345678"], id="brackets-after"),
        pytest.param("微信号：wx_test_0001", ["wx_test_0001"], id="wechat"),
        pytest.param("微信wxid_test0000001", ["wxid_test0000001"], id="wechat-glued"),
        pytest.param("抖音号：jinzhai123", ["jinzhai123"], id="douyin"),
        pytest.param("微信：13800001234", [], id="phone-is-for-another"),
        pytest.param("微信公众号：jinzhai_gov", [], id="public-account"),
        pytest.param("微信公众号：秦东镇", [], id="public-account-in-chinese"),
        pytest.param("12345678", [], id="no-label"),
        pytest.param("QQ：0123456", [], id="leading-zero"),
        pytest.param("QQ：1234", [], id="4-digits"),
        pytest.param("QQ音乐用户12345678人", [], id="not-close"),
        pytest.param("微信支付12345.67元", [], id="payment"),
        pytest.param("微信：https", [], id="link"),
    ],
)
def test_social_accounts(text: str, parts: list[str]) -> None:
    assert sorted(set(texts(SocialAccountRecognizer, text))) == sorted(parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("地址192.0.2.1登录", ["192.0.2.1"], id="glued"),
        pytest.param("IP：10.0.0.8", ["10.0.0.8"], id="label"),
        pytest.param("服务器198.51.100.0/24", ["198.51.100.0/24"], id="network"),
        pytest.param("192.0.2.1、192.0.2.2", ["192.0.2.1", "192.0.2.2"], id="list"),
        pytest.param("IPv6地址：2001:db8::1", ["2001:db8::1"], id="version-6"),
        pytest.param("2001:db8::/32", ["2001:db8::/32"], id="version-6-network"),
        pytest.param("256.1.1.1", [], id="octet-256"),
        pytest.param("1.2.3", [], id="three-numbers"),
        pytest.param("1.2.3.4.5", [], id="five-numbers"),
        pytest.param("第3.1.2.4条", [], id="article"),
        pytest.param("3.1.2.4 技术要求", [], id="heading"),
        pytest.param("详见3.1.2.4", [], id="reference"),
        pytest.param("版本V2.3.1.5", [], id="version"),
        pytest.param("版本号：10.2.3.4", [], id="version-label"),
        pytest.param("时间12:30:45", [], id="time"),
        pytest.param("比例1:2:3:4", [], id="ratio"),
        pytest.param("2021.03.15.1", [], id="date"),
    ],
)
def test_network_addresses(text: str, parts: list[str]) -> None:
    assert texts(IpAddressRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "category"),
    [
        pytest.param("10.0.0.8", Category.WORK_SECRET, id="10"),
        pytest.param("172.16.3.4", Category.WORK_SECRET, id="172-16"),
        pytest.param("192.168.1.0/24", Category.WORK_SECRET, id="192-168"),
        pytest.param("fe80::abcd:1", Category.WORK_SECRET, id="link-local"),
        pytest.param("172.32.3.4", Category.PERSONAL, id="172-32-is-public"),
        pytest.param("198.51.100.23", Category.PERSONAL, id="public"),
    ],
)
def test_a_private_address_shows_the_network_of_an_office(text: str, category: Category) -> None:
    seen = see(IpAddressRecognizer, f"服务器{text}")

    assert [(s.category, "private-network" in s.grounds) for s in seen] == [
        (category, category == Category.WORK_SECRET)
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("MAC：00-00-5E-00-53-01", ["00-00-5E-00-53-01"], id="hyphens"),
        pytest.param("00:00:5e:00:53:02", ["00:00:5e:00:53:02"], id="colons"),
        pytest.param("0000.5e00.5303", ["0000.5e00.5303"], id="dots"),
        pytest.param("网卡0000-5e00-5303", ["0000-5e00-5303"], id="three-groups"),
        pytest.param("物理地址：00005E005301", ["00005E005301"], id="glued-under-a-label"),
        pytest.param("00:00:5E:00:53", [], id="five-groups"),
        pytest.param("00:00:5E:00:53:01:02", [], id="seven-groups"),
        pytest.param("20-21-03-15-12-30", [], id="digits-with-hyphens"),
        pytest.param("2021-0315-0001", [], id="number-of-the-day"),
        pytest.param("00005E005301", [], id="glued-without-a-label"),
        pytest.param("00-00:5E-00:53-01", [], id="mixed-marks"),
    ],
)
def test_hardware_addresses(text: str, parts: list[str]) -> None:
    assert texts(MacAddressRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("IMEI：350000000000014", ["350000000000014"], id="label"),
        pytest.param("串号35-000000-000001-4", ["35-000000-000001-4"], id="groups"),
        pytest.param("IMEI：350000000000015", ["350000000000015"], id="wrong-check-under-a-label"),
        pytest.param("350000000000014", [], id="no-label"),
        pytest.param("账号：350000000000014", [], id="account"),
        pytest.param("IMEI：35000000000001", [], id="14-digits"),
    ],
)
def test_device_numbers(text: str, parts: list[str]) -> None:
    assert texts(ImeiRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("115.900000,31.700000", ["115.900000,31.700000"], id="decimal-pair"),
        pytest.param("31.700000，115.900000", ["31.700000，115.900000"], id="latitude-first"),
        pytest.param(
            "经度：115.900000 纬度：31.700000", ["经度：115.900000 纬度：31.700000"], id="named"
        ),
        pytest.param(
            "东经115°54′00″ 北纬31°42′00″", ["东经115°54′00″ 北纬31°42′00″"], id="degrees"
        ),
        pytest.param("东经115度54分12秒", ["东经115度54分12秒"], id="single-with-seconds"),
        pytest.param("31.7000°N, 115.9000°E", ["31.7000°N, 115.9000°E"], id="letters-after"),
        pytest.param("115.9,31.7元", [], id="amounts"),
        pytest.param("东经124度30分", [], id="single-without-seconds"),
        pytest.param("115.9234%", [], id="one-percentage"),
        pytest.param("215.900000,31.700000", [], id="longitude-215"),
        pytest.param("115.900000,61.700000", [], id="latitude-61"),
        pytest.param("1115.900000,31.700000", [], id="longer-number"),
    ],
)
def test_coordinates(text: str, parts: list[str]) -> None:
    assert texts(CoordinatesRecognizer, text) == parts
