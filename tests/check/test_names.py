"""Names in two spellings: what counts as one name, and what never does, with the real glossary."""

from __future__ import annotations

import pytest

from duizhao.check import settings
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.same_name import groups_of, is_short, normal, one_letter_apart, simplified
from duizhao.check.text.variants import Spellings
from duizhao.project import glossary
from tests.conftest import ROOT

GROUPS = groups_of(settings.load(ROOT).value.file.interchangeable)
SPELLINGS = Spellings(Lexicon(glossary.load(ROOT).value), GROUPS)


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("Peng-cheng Laboratory trains models.", "Peng-cheng Laboratory", "Peng Cheng Laboratory"),
        ("Zheijang Lab is in Hangzhou.", "Zheijang Lab", "Zhejiang Lab"),
        (
            "the China Academy of Information and Communication Technology",
            "China Academy of Information and Communication Technology",
            "China Academy of Information and Communications Technology",
        ),
        ("Tsing Hua University and others", "Tsing Hua University", "Tsinghua University"),
        ("Tencent Holdings Ltd. and others", "Tencent Holdings Ltd", "Tencent"),
        ("Byte Dance and Bytedance", "Byte Dance", "ByteDance"),
        ("applications such as intelligent cities", "intelligent cities", "smart cities"),
        ("in AI for science as well", "AI for science", "AI for Science"),
        ("the Pearl River delta", "Pearl River delta", "Pearl River Delta"),
        ("Sichuan–Chongqing and others", "Sichuan–Chongqing", "Sichuan–Chongqing area"),
        ("华为公司和其他企业", "华为公司", "华为"),
        ("腾讯控股有限公司的年报", "腾讯控股有限公司", "腾讯"),
        ("中國移動的网络", "中國移動", "中国移动"),
        ("臺灣的企业", "臺灣", "台湾省"),
        ("北京航天航空大学的研究", "北京航天航空大学", "北京航空航天大学"),
        ("中国信息通讯研究院", "中国信息通讯研究院", "中国信息通信研究院"),
        ("上海交通 大学", "上海交通 大学", "上海交通大学"),
        ("智能城市的建设", "智能城市", "智慧城市"),
        ("租赁与商业服务业", "租赁与商业服务业", "租赁和商务服务业"),
        ("其它制造业", "其它制造业", "其他制造业"),
        ("采用ＩＢＭ的设备", "ＩＢＭ", "IBM"),
    ],
)
def test_another_spelling_is_recognised(text: str, said: str, name: str) -> None:
    language = "zh" if any("\u4e00" <= c <= "\u9fff" or c == "Ｉ" for c in text) else "en"
    found = SPELLINGS.variants(text, language)
    assert (said, name) in {(one.text, one.term.name(language)) for one in found}
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "中国移动、中国联通和中国电信",
        "阿里巴巴和阿里云，腾讯和腾讯云，华为和华为云",
        "河北省和湖北省，河南省和湖南省，山西省和陕西省，江西省和江苏省",
        "河北、湖北、山西、陕西、广东、广西",
        "清华大学、北京大学、浙江大学、浙江工业大学",
        "南京航空航天大学、哈尔滨工程大学、华中师范大学、武汉理工大学",
        "中国科学院、中国工程院和中国社会科学院",
        "网络安全是技术，网络空间安全是领域；智能硬件与智能软件",
        "智慧农业、智慧医疗、智能政务是别称",
        "第一产业、第二产业和第三产业，信息服务业以外的部分",
        "光电技术与机电技术，语音识别与图像识别，计算机的视觉",
        "吉利控股和上汽集团的合作，一汽的车",
        "China Mobile, China Unicom and China Telecom",
        "Alibaba and Alibaba Cloud, Tencent and Tencent Cloud",
        "Hebei and Hubei, Henan and Hunan, Shanxi and Shaanxi, Jiangsu and Jiangxi",
        "Hunan University, Hainan University, Nanjing University, Beijing Forestry University",
        "Wuhan University and Wuhan University of Technology",
        "Xi'an and Xi’an, Beijing–Tianjin–Hebei",
        "Geely Holding’s plants, SAIC Motor’s brands, FAW Group",
        "Big data and cloud computing; computing power, networks; smart hardware; AI Chips",
        "the Chinese Academy of Engineering and the Chinese Academy of Social Sciences",
        "the Sichuan–Chongqing area is larger than the Chengdu–Chongqing area",
        "the application layer of the stack; start up a firm; cyberspace security",
        "intelligent transport, connected vehicles, operating system, machine vision",
    ],
)
def test_different_things_and_known_forms_are_left_alone(text: str) -> None:
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    assert [one.text for one in SPELLINGS.variants(text, language)] == []


def test_one_form_for_all_spellings() -> None:
    assert normal("Acme-Works, Inc.", "en") == normal("acme works", "en") == "acmeworks"
    assert normal("Smith & Sons", "en") == normal("Smith and Sons Ltd", "en")
    assert normal("通讯设备", "zh") == normal("通信 设备", "zh")
    assert normal("公司", "zh") == "公司"
    assert simplified("廣東臺灣") == "广东台湾"
    assert one_letter_apart("abcd", "abd")
    assert one_letter_apart("abcd", "acbd")
    assert not one_letter_apart("abcd", "abxd", swap=False)
    assert not one_letter_apart("ab", "ab")


@pytest.mark.parametrize(
    ("alias", "name", "language", "short"),
    [
        ("北大", "北京大学", "zh", True),
        ("信息服务", "信息传输、软件和信息技术服务业", "zh", True),
        ("服务业", "第三产业", "zh", False),
        ("CAS", "Chinese Academy of Sciences", "en", True),
        ("IoT", "internet of things", "en", True),
        (
            "IT services",
            "information transmission, software and information technology services",
            "en",
            True,
        ),
        ("machine vision", "computer vision", "en", False),
        ("FAW", "Elsewhere City", "en", False),
    ],
)
def test_a_short_form_is_no_other_name(alias: str, name: str, language: str, short: bool) -> None:
    assert is_short(alias, name, language) is short
