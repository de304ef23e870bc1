"""The footer step: the shapes in other words, what must stay, the laws, the cost.

The rules' own examples are run by test_rules.py, the marked pages by test_cases.py.
"""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import apply, validate
from govtext.rules import Rule, RuleError, load_rules
from govtext.steps.footer import find_footer, strip_footer
from govtext.steps.footer_blocks import edits_of
from govtext.steps.footer_guard import STEMS, Gate, built_in_gate
from govtext.steps.footer_items import _LOOKS_BEYOND, PROVING, lexicon
from tests.marked import MARKED, case_paths, norm, parse, widen

BODY = "沿河的六个村子今年都通了公交。\n老人们说\uff0c进城看病再也不用求人捎带。"

# Whole blocks, below BODY (shapes F1 to F23 of the field notes).
BLOCKS = [
    "主办\uff1a沅水市人民政府\n湘ICP备2099001111号\n党政机关\n适老化无障碍服务",
    "湘ICP备2099001111号\n网站找错\n无障碍及适老化专区",
    "版权所有 © 2019 沅水市水利局 湘ICP备2099001111号",
    "Copyright ©2005-2024 沅水新闻网 版权所有 未经书面授权禁止复制或建立镜像",
    "主办\uff1a沅水市人民政府 承办\uff1a沅水市政务服务和大数据管理局\n湘公网安备43990202000111号 湘ICP备2099001112号-3 网站标识码4399020001\n地址\uff1a沅水市五强大道1号 电话\uff1a0745-9921122",
    "版权所有\n沅水市总工会\n湘ICP备20990011号",
    "\uff08C\uff092004-2021 沅水在线",
    "© 2021 沅水市教育局",
    "ⓒ2020 沅水市博物馆 All Rights Reserved",
    "网站标识码\uff1abm99120001",
    "政府网站标识码\uff1a4399020001\n党政机关",
    "湘公网安备 43990202000111号",
    "公安机关备案号\uff1a43990202000111",
    "公安备43990202000111号 湘ICP备09001111号",
    "ICP备案号\uff1a湘ICP备09001111号 公网备\uff1a43990202000111",
    "湘B2-20990011 湘ICP证099001号",
    "网络视听许可证1899001号 | 广播电视节目制作经营许可证\uff1a\uff08湘\uff09字第00123号",
    "互联网出版许可证\uff1a新出网证\uff08湘\uff09字011号",
    "网络文化经营许可证 湘网文【2020】1122-011号",
    "国新网许可证编号\uff1a4312099001 湘新网备2010011",
    "互联网药品信息服务资格证书编号\uff1a\uff08湘\uff09-经营性-2020-0011",
    "Produced By 五溪网络 五溪版通内容管理系统",
    "Powered by PageAdmin CMS",
    "Powered by: WebCms V5.3 © 2010-2020 Processed in 0.0312 second(s), 5 queries",
    "建议使用1024×768分辨率\uff0cIE9.0以上浏览器浏览",
    "最佳浏览效果\uff1a1366*768分辨率 推荐使用谷歌、火狐浏览器",
    "本站最佳分辨率1024*768 建议使用Chrome浏览器访问本站",
    "为了您有更好的浏览体验\uff0c建议使用IE10以上版本浏览器\uff0c分辨率1440*900",
    "您是第 123456 位访问者",
    "您是本站第位访客",
    "你是本网第  名浏览者 今日访问量\uff1a12",
    "访问总量\uff1a123456 次 版权所有\uff1a沅水市林业局",
    "声明\uff1a本站部分内容转载自互联网\uff0c如有侵权请联系删除。",
    "免责声明\uff1a本网转载稿件均注明来源\uff0c不代表本网立场\uff0c如涉及版权问题请与我们联系。",
    "本网站所有内容均受版权保护\uff0c未经授权不得转载、摘编。",
    "凡注明“来源\uff1a沅水新闻网”的稿件\uff0c版权均属本网所有\uff0c未经授权不得使用。\n违者本网将依法追究责任。\n沅水新闻网 电话\uff1a0745-9921199",
    "沅水新闻网所刊载内容之知识产权为沅水新闻网及/或相关权利人专属所有\uff0c未经许可\uff0c禁止进行转载、摘编、复制及建立镜像等任何使用。",
    "版权归沅水市人民政府所有",
    "本站版权归沅水市气象局所有\uff0c未经许可不得转载",
    "版權所有 沅水區公所 Copyright © 2026\n地址\uff1a沅水市中山路100號 電話\uff1a02-99001122 傳真\uff1a02-99001123\n隱私權政策 | 網站安全政策 | 政府網站資料開放宣告",
    "隱私權及安全政策 網站導覽 政府網站資料開放宣告\n地址\uff1a407沅水市文心路2段99號 總機\uff1a04-99228911\n瀏覽人次\uff1a1234567 更新日期\uff1a115/02/03",
    "© 2023 香港特別行政區政府 | 重要告示 | 私隱政策 | 最近更新日期\uff1a2023年5月1日",
    "最後修訂日期\uff1a2023年5月1日\n版權所有\uff0c未經許可不得轉載。©2023沅水社",
    "主 办\uff1a沅 水 市 卫 生 健 康 委 员 会\n技 术 支 持\uff1a五 溪 软 件\n湘 I C P 备 0 9 0 0 1 1 1 1 号",
    "版\u3000权\u3000所\u3000有\uff1a沅水市档案馆\u3000\u3000电\u3000话\uff1a0745-9921100",
    "关于我们-联系我们-网站地图-法律声明\n沅水市文旅局主办 湘ICP备09001111号",
    "关于我们\u3000\u3000联系我们\u3000\u3000站点地图\u3000\u3000隐私保护\nCopyright(C)2020 沅水文旅 版权所有",
    "首页 | 网站声明 | 联系我们\n|\n主办\uff1a沅水市财政局 | 网站标识码\uff1a4399020009 |\n|",
    "指导单位\uff1a沅水市委网信办 建设单位\uff1a沅水市融媒体中心 湘ICP备09001111号",
    "中共沅水市委宣传部 主管 沅水日报社 主办 湘ICP备09001111号",
    "主管单位\uff1a中共沅水市委宣传部\n主办单位\uff1a沅水日报社\n互联网新闻信息服务许可证\uff1a43120990001\n增值电信业务经营许可证\uff1a湘B2-20990011\n法律顾问\uff1a湖南五强律师事务所\n新闻热线\uff1a0745-9921111  广告热线\uff1a0745-9921112\n地址\uff1a沅水市人民路1号",
    "地址\uff1a沅水市人民路1号 邮编\uff1a418099\n电话\uff1a0745-9921111\uff08办公室\uff09\n湘ICP备09001111号",
    "湘ICP备09001111号 本网站由沅水市数据局建设维护\n联系电话\uff1a0745-9921111 邮箱\uff1aa@yuanshui.example\nX\nX",
    "沅水市人民政府办公室 主办 沅水市大数据中心 承办 湘ICP备09001111号-2\n沅水市人民政府办公室 主办 沅水市大数据中心 承办 湘ICP备09001111号-2",
    "打印 关闭\n扫一扫在手机打开当前页\n版权所有\uff1a沅水市人民政府",
    "市政府部门 区县政府 其他网站\n主办\uff1a沅水市人民政府 湘ICP备09001111号",
    "省政府网站 | 市政府网站 | 县区网站 | 新闻媒体\n主办\uff1a沅水市人民政府 湘ICP备09001111号\n中国互联网举报中心\n网络110报警服务",
    "网站支持IPv6 | 适老化无障碍 | 手机版\n沅水市人民政府办公室主办 网站标识码\uff1a4399020001",
    "违法和不良信息举报电话\uff1a12377 举报邮箱\uff1ajb@yuanshui.example\n网站维护\uff1a沅水云公司 网站标识码\uff1a4399020001\n纪检监察举报\uff1a12388 法律援助热线\uff1a12348",
    "主办单位\uff1a沅水市人民政府办公室\n运行管理\uff1a沅水市政务公开中心\nICP备案序号\uff1a湘ICP备09001111号\n联系我们\uff1a0745-9921111",
    "Copyright 2011-2020 yuanshui.gov.example, All Rights Reserved\nAddress: 1 Renmin Road, Yuanshui  Tel: 0745-9921111",
    "COPYRIGHT@2018 沅水市民政局 版权所有",
    "沅水市第三中学版权所有\u3000地址\uff1a沅水市学院路9号\u3000邮编\uff1a418098\u3000电话\uff1a0745-9920000",
    "版权所有\uff1a沅水市红十字会\u00a0\u00a0技术支持\uff1a五溪科技\u00a0\u00a0访问量\uff1a99887",
    "沅水市人民检察院 版权所有 京ICP备10217144号-1 技术支持\uff1a正义网",
    "备案号\uff1a湘ICP备09001111号 | 沅水市人民法院 | 诉讼服务热线\uff1a12368",
    "主办:沅水市审计局  地址:沅水市府后街8号  备案证编号:湘ICP备09001111号",
    "中文域名\uff1a沅水市审计局.政务\n主办\uff1a沅水市审计局 湘ICP备09001111号",
    "沅水县人民政府门户网站\n主办\uff1a沅水县人民政府 湘ICP备09001111号",
    "您的访问量是\uff1a123456\n沅水县科技局 版权所有",
    "本网站由沅水县人民政府主办\uff0c沅水县电子政务办承办 湘ICP备09001111号",
    "版权所有 侵权必究 沅水县融媒体中心",
    "沅水县融媒体中心版权所有\uff0c未经授权\uff0c严禁转载\uff01",
    "ICP备案\uff1a湘ICP备 09001111 号\u3000\u3000公安备案\uff1a43990202000111",
    "湘ICP备09001111号-5\u3000增值电信业务许可证 合字B2-20990012",
    "主办单位:沅水县人民政府\n联系方式:0745-9921111\n网站标识码:4399020001",
    "Designed By 五溪工作室  版权所有\uff1a沅水县摄影家协会",
    "页面执行时间\uff1a0.02秒 版权所有\uff1a沅水县摄影家协会",
    "版权所有(C)沅水县农业农村局 2018",
    "© 沅水县农业农村局 版权所有",
    "Copyright © 沅水县农业农村局",
    "Copyright www.yuanshui.example All Rights Reserved.",
    "运营单位\uff1a五溪传媒有限公司 客服热线\uff1a400-990-1122 湘ICP备09001111号",
    "主办\uff1a沅水县委、县政府 | 主管\uff1a沅水县委宣传部 | 湘ICP备09001111号",
    "\uff08署\uff09网出证\uff08琼\uff09字第011号 琼新网备2006001号 琼ICP备09000011号",
    "国新网\uff1a4612006002 | 广播电视节目制作经营许可证\uff08琼字第00123号\uff09",
    "网络出版服务许可证\uff08总\uff09网出证\uff08琼\uff09字第072号",
    "互联网宗教信息服务许可证编号\uff1a琼\uff082022\uff090000001",
    "Copyright © 碧溪一中 All Rights Reserved 地址\uff1a碧溪镇学苑路1号 电话\uff1a0898-99001100",
    "※凡注明来源为“碧溪新闻网”的作品\uff0c转载请注明出处。\n※本网转载作品目的在于传播信息\uff0c不代表本网观点\uff0c请读者仅作参考。\n稿件合作\uff1a0898-99001101 广告热线\uff1a0898-99001102",
    "郑重声明\uff1a碧溪新闻网版权所有\uff0c未经书面授权禁止使用。",
    "版权声明\uff1a本网站文字、图片、音视频等信息版权归碧溪县融媒体中心所有\uff0c任何媒体、网站或个人未经授权不得转载。",
    "碧溪新闻网版权所有 不得非法镜像",
    "碧溪县人民政府门户网站 版权所有 Copyright 2012\n党政机关网站标识\n二维码\n政务微信",
    "Copyright © 2023 Bixi Limited. All rights reserved. 版權所有\uff0c不得翻印",
    "地址\uff1a碧溪市民權路5號 電話\uff1a(07)990-1122 傳真\uff1a(07)990-1123\n服務時間\uff1a週一至週五 8:00~17:00\n隱私權宣告 | 資訊安全政策 | 政府網站資料開放宣告\n更新日期\uff1a115-02-10 瀏覽人次\uff1a12345",
    "本網站最佳瀏覽解析度為1280x1024\n碧溪鄉公所著作權所有 © 2025",
    "網站導覽\uff5c聯絡我們\uff5c隱私權保護政策\n碧溪區公所 地址\uff1a中正路1號 總機\uff1a07-9901122",
    "版 權 所 有 \uff1a 碧 溪 區 公 所\n地 址 \uff1a 中 正 路 1 號",
    "技术支持\uff1a南海云科技 | 琼ICP备09000011号 | 您是第9988位访客",
    "琼公网安备46990002000001号琼ICP备09000011号网站标识码4690990001主办碧溪县人民政府",
    "主办单位\uff1a中共碧溪县委 碧溪县人民政府\u3000\u3000承办单位\uff1a碧溪县电子政务办\n建议分辨率\uff1a1366*768 推荐浏览器\uff1aIE10及以上、Chrome\n网站标识码\uff1a4690990001",
    "主办\uff1a碧溪县人民政府\n|\n承办\uff1a碧溪县大数据局\n|\n琼ICP备09000011号",
    "| 关于我们 | 网站地图 | 联系方式 | 隐私声明 |\n| 碧溪县林业局 版权所有 | 琼ICP备09000011号 |",
    "首页 \\ 机构概况 \\ 联系我们\n琼ICP备09000011号",
    "省政府 | 省发展改革委 | 市政府\n碧溪县发展改革局主办 琼ICP备09000011号",
    "中国政府网  海南省人民政府网  市县政府网站  部门网站\n碧溪县发展改革局主办 琼ICP备09000011号",
    "网站标识码\uff1a4690990001 琼ICP备09000011号-1\n网站维护电话\uff1a0898-99001100\uff08工作日8:30-17:30\uff09\n本网站支持IPv6\n手机版 电脑版",
    " 主办单位\uff1a碧溪县工商业联合会   地址\uff1a碧溪县中山路2号   邮编\uff1a571999   备案号\uff1a琼ICP备09000011号   访问次数\uff1a99881  ",
    "版权所有\uff1a碧溪县中医院\u3000急救电话\uff1a120\u3000地址\uff1a碧溪县环城路7号\u3000琼ICP备09000011号",
    "版权所有 @ 碧溪县老年大学 2020 未经授权请勿转载",
    "All Rights Reserved 碧溪县志愿服务联合会",
    "Powered By JEECMS 琼ICP备09000011号",
    "页面版权所有 碧溪县教育局",
    "主办\uff1a碧溪县教育局 设计制作\uff1a南海云科技 琼ICP备09000011号",
    "中共碧溪县委统战部 主办\n碧溪县融媒体中心 技术支持\n联系电话\uff1a0898-99001100 投稿邮箱\uff1abx@bixi.example\n琼ICP备09000011号",
    "法律顾问\uff1a海南碧溪律师事务所\n违法和不良信息举报电话\uff1a0898-99001100 举报邮箱\uff1ajb@bixi.example\n互联网新闻信息服务许可证编号\uff1a46120990001\n© 2001-2024 碧溪日报社版权所有",
    "本站由碧溪县人民政府办公室主办\uff0c碧溪县大数据中心提供技术支持\n琼ICP备09000011号",
    "[打印] [关闭] [返回顶部]\n版权所有\uff1a碧溪县水务局",
    "用手机扫描二维码打开当前页\n碧溪县水务局主办 琼公网安备 46990002000001号",
    "网站备案/许可证号\uff1a琼ICP备09000011号 网站主办\uff1a碧溪县水务局",
    "版权所有\uff1a碧溪县档案局\n总访问量\uff1a100 今日访问\uff1a3 在线人数\uff1a1",
    "Copyright(C)碧溪县档案局 , All rights reserved , 琼ICP备 09000011 号 - 1",
    "\uff23\uff4f\uff50\uff59\uff52\uff49\uff47\uff48\uff54\u3000\uff12\uff10\uff12\uff10\u3000碧溪县档案局\u3000琼\uff29\uff23\uff30备\uff10\uff19\uff10\uff10\uff10\uff10\uff11\uff11号",
    "政府网站标识码\uff1a469099000123",
    "琼ICP备09000011号\u3000|\u3000碧溪县人民法院\u3000|\u3000地址\uff1a碧溪县法治路1号\u3000|\u3000诉讼服务热线\uff1a12368",
    "主管\uff1a碧溪县委宣传部\u3000主办\uff1a碧溪县融媒体中心\n新闻热线\uff1a0898-99001100\u3000投稿\uff1abx@bixi.example\n信息网络传播视听节目许可证\uff1a2108999",
    "碧溪县融媒体中心版权所有 本网站常年法律顾问\uff1a王五律师\n琼ICP备09000011号",
]

# Pages in which something else stands beside the block; "@" is BODY.
PAGES = [
    "@⟦版权所有\uff1a沅水市总工会 湘ICP备20990011号⟧",
    "@⟦ 沅水市总工会版权所有 湘ICP备20990011号⟧",
    "@\n\uff08记者 张三\uff09\n⟦沅水日报社主办 2001-2022© 未经许可不得转载 违法和不良信息举报电话\uff1a0745-9921123⟧",
    "@\n\n沅水市住房公积金管理中心\n2023年5月6日\n\n⟦地址\uff1a沅水市人民路1号\n电话\uff1a0745-9921111\n版权所有\uff1a沅水市住房公积金管理中心⟧",
    "@\n联系人\uff1a李四 电话\uff1a0745-9921111\n⟦主办\uff1a沅水市住建局 湘ICP备09001111号⟧",
    "@\n咨询电话\uff1a0745-9921111\n⟦版权所有\uff1a沅水市住建局 湘ICP备09001111号\n地址\uff1a沅水市人民路1号 电话\uff1a0745-9921100⟧",
    "@\n⟦主办\uff1a沅水市人民政府 湘ICP备09001111号⟧\n\n新桥通车\n\n横跨沅水的新桥昨天通车\uff0c两岸群众不再绕行。",
    "关于清明祭扫的通知\n各村\uff1a\n请提前预约。\n\n碧溪镇人民政府\n2022年3月28日\n\n⟦主办\uff1a碧溪县人民政府\n琼ICP备09000011号⟧",
    "关于清明祭扫的通知\n各村\uff1a\n请提前预约。\n\n碧溪镇人民政府\n2022年3月28日\n⟦地址\uff1a碧溪镇府前路1号 邮编\uff1a571999\n主办\uff1a碧溪镇人民政府 琼ICP备09000011号⟧",
    "关于清明祭扫的通知\n各村\uff1a\n请提前预约。\n\n碧溪镇人民政府\n2022年3月28日\n联系人\uff1a王五\n联系电话\uff1a0898-99001100\n\n⟦网站地图 | 联系我们\n主办\uff1a碧溪镇人民政府 琼ICP备09000011号⟧",
    "关于清明祭扫的通知\n各村\uff1a\n请提前预约。\n\n碧溪镇人民政府\n2022年3月28日\n\uff08联系电话\uff1a0898-99001100\uff09\n⟦版权所有\uff1a碧溪镇人民政府⟧",
    "碧溪镇值班电话一览\n卫生院\uff1a0898-99001101\n派出所\uff1a0898-99001102\n总值班室电话\uff1a0898-99001100\n\n⟦版权所有\uff1a碧溪镇人民政府 琼ICP备09000011号⟧",
    "采购公告\n三、联系方式\n采购人\uff1a碧溪镇人民政府\n地址\uff1a碧溪镇府前路1号\n电话\uff1a0898-99001100\n⟦主办\uff1a碧溪县人民政府 承办\uff1a碧溪县政务服务局\n网站标识码\uff1a4690990001⟧",
    "村晚活动预告\n活动时间\uff1a正月初五\n主办\uff1a碧溪镇文化站\n承办\uff1a碧溪村委会\n\n⟦版权所有\uff1a碧溪县融媒体中心 琼ICP备09000011号⟧",
    "@⟦©2022碧溪县气象局版权所有琼ICP备09000011号⟧",
    "@\uff08通讯员 王五\uff09⟦碧溪县委宣传部主办 琼ICP备09000011号⟧",
    "@\n⟦琼ICP备09000011号⟧\n\n碧溪小学图书角\n\n孩子们把看过的书带来交换。一学期换了三百本。",
    "@\n⟦主办\uff1a碧溪县人民政府 琼ICP备09000011号⟧\n\n\uff08供稿\uff1a县融媒体中心\uff09",
]

# Pages that come back as the same object.
TRAPS = [
    "关于规范网站底部标识的通知\n\n各单位网站首页底部应当标明\uff1a主办单位、承办单位、网站标识码、ICP备案编号和公安机关备案标识。\n示例\uff1a\n主办\uff1a某某县人民政府\n网站标识码\uff1aXXXXXXXXXX\n某ICP备XXXXXXXX号",
    "关于规范网站底部标识的通知\n\n页脚按照以下样式制作\uff1a\n主办\uff1a沅水县人民政府办公室 网站标识码\uff1a4399020001 湘ICP备09001111号",
    "通过备案的网站名单\n沅水在线 湘ICP备09001111号\n五溪论坛 湘ICP备09001222号\n渔家网 湘ICP备09001333号",
    "通过备案的网站名单\n序号 名称 备案号\n1 沅水在线 湘ICP备09001111号\n2 五溪论坛 湘ICP备09001222号",
    "互联网新闻信息服务许可名单公布\n沅水新闻网 互联网新闻信息服务许可证编号\uff1a43120990001\n五溪网 互联网新闻信息服务许可证编号\uff1a43120990002",
    "本报讯 昨天\uff0c版权宣传进校园。学生们在书上写下“版权所有”。\n活动由市版权局主办\uff0c市一中承办。",
    "第三届读书节启事\n活动时间\uff1a4月23日\n主办单位\uff1a沅水市文旅局\n承办单位\uff1a沅水市图书馆\n协办单位\uff1a沅水市新华书店\n技术支持\uff1a五溪软件有限公司\n联系电话\uff1a0745-9921111",
    "第三届读书节启事\n欢迎市民参加。\n主办\uff1a沅水市文旅局\n承办\uff1a沅水市图书馆\n技术支持\uff1a五溪软件\n地址\uff1a人民路1号\n电话\uff1a0745-9921111",
    "《沅水文艺》2022年第3期\n主管\uff1a沅水市文联\n主办\uff1a沅水市作协\n主编\uff1a李四\n国内统一刊号\uff1aCN43-9900/I\n邮发代号\uff1a42-999\n地址\uff1a沅水市人民路1号 邮编\uff1a418099\n版权所有 翻印必究",
    "《沅水文艺》征订\n编辑出版\uff1a《沅水文艺》编辑部\n广告经营许可证\uff1a4309004000001\n版权所有\uff1a沅水文艺杂志社\n定价\uff1a12元",
    "征文启事\n五、参赛作品版权归作者所有\uff0c主办方有权使用。\n六、未经许可\uff0c任何单位不得转载。\n主办\uff1a沅水日报社",
    "市版权局提醒\uff0c网上写着“版权所有”并不等于已经登记。未经授权转载他人作品\uff0c属于侵权。",
    "打击假冒网站的提示\n\n我局唯一官方网站信息如下\uff1a\n网站名称\uff1a沅水市人事考试网\n网址\uff1awww.yuanshui.example\n网站标识码\uff1a4399020011\n湘ICP备09001111号",
    "关于开通举报渠道的公告\n\n违法和不良信息举报电话\uff1a0745-9921111\n举报邮箱\uff1ajb@yuanshui.example\n举报网址\uff1awww.yuanshui.example",
    "停气通知\n\n沅水燃气公司\n2022年3月4日\n客服热线\uff1a0745-9921111\n抢修电话\uff1a0745-9921112\n地址\uff1a沅水市人民路1号",
    "招标公告\n八、联系方式\n采购人\uff1a沅水市水利局\n地址\uff1a沅水市人民路1号\n联系人\uff1a李四\n电话\uff1a0745-9921111\n传真\uff1a0745-9921112\n网址\uff1awww.yuanshui.example",
    "值班表\n县政府总值班室电话\uff1a0745-9921111\n县应急局值班电话\uff1a0745-9921112\n县医院急诊科\uff1a0745-9921113\n市长热线\uff1a12345",
    "我市将推进电子政务网站建设\uff0c网站运行维护经费列入预算。\n全市政府网站访问量达到三百万人次\uff0c网站地图、网站声明等栏目全部补齐。",
    "网站年度报表\n填报单位\uff1a沅水县人民政府\n首页网址\uff1awww.yuanshui.example\n主办单位\uff1a沅水县人民政府办公室\n承办单位\uff1a沅水县数据局\n网站标识码\uff1a4399020001\nICP备案号\uff1a湘ICP备09001111号\n公安机关备案号\uff1a43990202000111\n独立用户访问总量\uff1a1234",
    "检察建议\n经查\uff0c该公司网站底部标注的湘ICP备09001111号已经注销\uff0c仍在使用。请于三十日内改正。",
    "某网站案\n法院认定\uff0c网页底部载有“Copyright © 2010 五溪网 版权所有”字样\uff0c可以证明权属。",
    "法官说法\n照片右下角有“© 李四 2019”的水印\uff0c能否证明作者身份\uff1f要结合底稿判断。",
    "关于网站改版的公告\n新网站域名为www.yuanshui.example\uff0c备案号为湘ICP备09001111号\uff0c网站标识码为4399020001。旧域名停止使用。",
    "本网站使用指南\n一、建议使用1024*768以上分辨率。\n二、请使用IE9以上浏览器登录系统。",
    "报名须知\n建议使用谷歌浏览器登录报名系统\uff0c分辨率设为1920*1080。技术支持电话\uff1a0745-9921111。",
    "你是本馆第十万名读者\uff0c工作人员笑着递上鲜花。",
    "诗一首\n我们走过的桥\n都写着故乡的名字\n版权所有的月光\n归还给河",
    "转载声明的写法\n一篇稿件要写明\uff1a本文由沅水新闻网原创\uff0c未经授权不得转载。\n这样写\uff0c读者一看便知。",
    "稿件转载须知\n\n凡本网注明来源的稿件\uff0c转载须注明出处。\n转载不得改动原文。\n以上规定自发布之日起执行。",
    "软件著作权登记公告\n软件名称\uff1a沅水智慧水务系统V1.0\n著作权人\uff1a五溪软件有限公司\n版权所有人\uff1a五溪软件有限公司\n登记号\uff1a2020SR0000011",
    "地名志\n石桥镇人民政府驻石桥街\n邮政编码\uff1a418055\n电话区号\uff1a0745",
    "联合国儿童基金会与县妇联共同承办\n主办方表示满意",
    "倡议书\n让我们携手同行\uff01\n发起单位\uff1a沅水市志愿者联合会\n主办\uff1a沅水市文明办\n承办\uff1a团市委\n2023年3月5日",
    "关于公布第一批网络文化经营许可证的通知\n五溪传媒有限公司\uff0c湘网文〔2020〕1122-011号\uff0c有效期三年。\n沅水文化有限公司\uff0c湘网文〔2020〕1122-012号\uff0c有效期三年。",
    "便民电话\n供水\uff1a0745-9921111\n供电\uff1a95598\n燃气\uff1a0745-9921113",
    "工程简介\n建设单位\uff1a沅水市水利局\n设计单位\uff1a省水利设计院\n施工单位\uff1a五溪建工集团\n监理单位\uff1a长沙监理公司\n监督电话\uff1a0745-9921111",
    "展览信息\n指导单位\uff1a沅水市文旅局\n主办单位\uff1a沅水市美术馆\n承办单位\uff1a五溪画院\n展览地点\uff1a沅水市美术馆一楼",
    "县里修订的网站管理办法要求\uff0c各单位网站页脚应当依次列出主办单位、标识码、备案号。\n第七条 网站页脚版权信息格式为\uff1a版权所有 单位全称。\n第八条 违反本办法的\uff0c予以通报。",
    "稿酬启事\n本刊主办\uff1a碧溪县文联\n投稿邮箱\uff1abx@bixi.example\n地址\uff1a碧溪县文化馆三楼\n邮编\uff1a571999\n凡来稿未经授权不得一稿多投。",
    "版权宣传周\n我县举办版权宣传周活动。\n主办\uff1a县委宣传部\uff08县版权局\uff09\n承办\uff1a县图书馆\n技术支持\uff1a县融媒体中心",
    "关于印发转载规范的通知\n一、转载其他媒体稿件\uff0c应当注明来源。\n二、未经本网授权的商业网站不得使用本网稿件。\n三、违反的\uff0c由县网信办约谈。",
    "法院公告\n被告在其网站首页标注“琼ICP备09000011号”\uff0c构成使用。\n本院判决如下\uff1a停止侵权。",
    "景区恢复开放\n门票预约请登录官方网站。\n咨询电话\uff1a0898-99001100\n投诉电话\uff1a0898-99001101\n地址\uff1a碧溪县滨海路9号",
    "公共机构名录\n碧溪县人民医院\n地址\uff1a环城路7号\n电话\uff1a0898-99001100\n网址\uff1awww.bixi.example\n邮编\uff1a571999",
    "家长信\n此致\n碧溪一中\n2022年9月1日\n\uff08学校总机\uff1a0898-99001100\uff0c校址\uff1a学苑路1号\uff0c邮编\uff1a571999\uff09",
    "丛书版权页这样写\uff1a版权所有\uff0c违者必究。",
    "手机报创刊\n《碧溪手机报》由县委宣传部主管、县融媒体中心主办。\n新闻热线\uff1a0898-99001100。",
    "网站普查整改清单\n1.碧溪教育网\uff0c标识码4690990003\uff0c问题\uff1a首页不更新\uff1b\n2.碧溪卫生网\uff0c标识码4690990004\uff0c问题\uff1a链接失效。",
    "网站普查整改清单\n网站名称 标识码 问题\n碧溪教育网 4690990003 首页不更新\n碧溪卫生网 4690990004 链接失效",
    "许可证公示\n企业名称\uff1a碧溪广电公司\n许可证名称\uff1a广播电视节目制作经营许可证\n许可证号\uff1a\uff08琼\uff09字第00123号\n有效期\uff1a两年",
    "关于启用新域名的公告\n自即日起启用新域名。\n网站标识码\uff1a4690990001\n原域名三个月后停用\uff0c请相互转告。",
    "摄影展\n主办\uff1a县摄影家协会\n展出时间\uff1a5月1日至7日\n展出地点\uff1a县文化馆\n作品版权归作者所有\uff0c未经许可不得翻拍。",
    "作者说\n这本书写了十年\uff0c©符号下面是我父亲的名字。\n2018年\uff0c我把版权捐给了县图书馆。",
    "知识问答\n问\uff1a网站底部的“Powered by”是什么意思\uff1f\n答\uff1a表示网站使用的系统。",
    "民情热线\n市民拨打12345反映路灯不亮。\n热线工作人员当天转办。\n县长热线\uff1a12345\n城管热线\uff1a12319",
    "招聘启事\n待遇面议。\n联系地址\uff1a碧溪县工业园\n联系电话\uff1a0898-99001100 王经理\n邮箱\uff1ahr@bixi.example\n碧溪食品公司\n2022年2月2日",
    "英文简介\nBixi is a small town. Copyright law protects its songs. All rights are shared.",
    "版权登记统计\n版权所有\uff1a无\n版权类别\uff1a美术作品",
    "软件采购清单\n1 操作系统 技术支持\uff1a三年\n2 数据库 技术支持\uff1a五年\n3 浏览器 IE11以上版本",
    "电脑配置建议\n显示器分辨率1920×1080。\n浏览器\uff1aChrome 90以上版本。",
    "年终总结\n四是网站建设稳步推进。全年网站访问量12万人次。\n五是技术支持到位。",
    "县志办启事\n征集老照片。\n主办单位\uff1a县志办\n联系方式\uff1a0898-99001100\n截止时间\uff1a12月底",
]


def check(marked: str) -> None:
    for page in (marked, widen(marked)):
        raw, gold = page.replace("⟦", "").replace("⟧", ""), MARKED.sub("", page)
        edits = find_footer(raw)
        validate(raw, edits)
        assert norm(apply(raw, edits)) == norm(gold)
        assert find_footer(strip_footer(raw)) == []


@pytest.mark.parametrize("block", BLOCKS)
def test_block_below_a_closed_text(block: str) -> None:
    check(f"{BODY}\n⟦{block}⟧")


@pytest.mark.parametrize("block", BLOCKS)
def test_block_behind_an_empty_line_and_carriage_returns(block: str) -> None:
    check(f"{BODY}\n\n⟦{block}⟧\n".replace("\n", "\r\n"))


@pytest.mark.parametrize("page", [page.replace("@", BODY) for page in PAGES])
def test_page(page: str) -> None:
    check(page)


@pytest.mark.parametrize("page", TRAPS)
def test_trap_comes_back_as_the_same_object(page: str) -> None:
    for text in (page, widen(page)):
        assert strip_footer(text) is text


# Where numbers stand in the text itself, those of a footer below count as one more row: all is kept.
LISTS = re.compile("名单|报表|如下|样式|清单|公示|许可证|新域名")


@pytest.mark.parametrize("page", [t for t in TRAPS if not LISTS.search(t)])
def test_a_trap_above_a_footer_stays_whole(page: str) -> None:
    footer = "\n\n网站标识码:4399020001 湘ICP备09009911号"
    assert strip_footer(page + footer) == page


def test_nothing_but_footer_comes_back_whole() -> None:
    page = "主办:沅水市人民政府\n湘ICP备09001111号"
    assert find_footer(page) == []
    assert strip_footer(page) is page


@pytest.mark.parametrize("wrong", [None, b"page", 3])
def test_only_text(wrong: object) -> None:
    with pytest.raises(TypeError, match="govtext cleans str"):
        find_footer(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "rule", "fields"),
    [
        ("湘ICP备09001111号-2", "footer.icp", {"icp": "湘ICP备09001111号-2"}),
        ("ICP备案:湘09001111号", "footer.icp", {"icp": "湘09001111"}),
        ("网站标识码:4399020001", "footer.site_code", {"site_code": "4399020001"}),
        ("湘公网安备 43990202000111号", "footer.police", {"police_number": "湘公网安备43990202000111号"}),
        ("湘B2-20990011", "footer.telecom", {"telecom": "湘B2-20990011"}),
        ("主办:甲县 湘ICP备09001111号\n版权所有:甲县人民政府", "footer.icp", {"icp": "湘ICP备09001111号"}),
        ("甲县人民政府 版权所有", "footer.rights", {}),
        ("Copyright 2020 甲县", "footer.copyright", {}),
    ],
)
def test_rule_and_fields(block: str, rule: str, fields: dict[str, str]) -> None:
    (edit,) = find_footer(f"{BODY}\n{block}")
    assert edit.rule == rule
    assert {key: edit.fields.get(key) for key in fields} == fields


def test_edit_takes_whole_lines() -> None:
    footer = "甲县人民政府 版权所有 湘ICP备09001111号"
    assert strip_footer(f"{BODY}\n\n{footer}\n\n新桥通车\n昨天通车。") == f"{BODY}\n\n\n新桥通车\n昨天通车。"
    assert (
        strip_footer(f"{BODY}  {footer}  \n") == f"{BODY}\n" or strip_footer(f"{BODY}  {footer}  \n") == BODY
    )


MINE = Rule(
    id="footer.slogan",
    role="anchor",
    pattern=r"云上甲县(?P<port>\d+)",
    stems=("云上",),
)


def test_a_rule_of_ones_own() -> None:
    page = f"{BODY}\n云上甲县8080 电话:0745-9921111"
    assert strip_footer(page) is page
    (edit,) = find_footer(page, rules=[MINE])
    assert (edit.rule, edit.fields["port"]) == ("footer.slogan", "8080")
    assert strip_footer(page, rules=(MINE,)) == BODY


def test_an_anchor_without_stems_is_tried_everywhere() -> None:
    rule = Rule(id="footer.any", role="anchor", pattern="云上甲县")
    assert strip_footer(f"{BODY}\n云上甲县", rules=[rule]) == BODY


def test_a_wrong_pattern_is_named() -> None:
    with pytest.raises(RuleError, match=r"footer\.bad"):
        find_footer("版权", rules=[Rule(id="footer.bad", role="anchor", pattern="(")])


@pytest.mark.parametrize(
    "source",
    [
        "(?>甲(?:乙丙)?)乙",
        "甲(?:乙丙)?+乙",
        "甲(?:乙丙)*+乙",
        "甲(?:乙丙|)++乙",
        "甲(?:乙丙){0,1}+乙",
        "甲乙(?!丙)",
        "甲乙(?<!乙(?=丙))",
        "甲乙$",
        r"甲乙\Z",
    ],
)
def test_a_rule_that_holds_for_a_cell_and_not_with_more_behind_it_is_not_steady(source: str) -> None:
    pattern = re.compile(source)
    assert pattern.fullmatch("甲乙丙", 0, 2)
    assert not pattern.match("甲乙丙")
    assert _LOOKS_BEYOND.search(source)


def test_words_of_link_rows_are_steady() -> None:
    book = lexicon()
    assert "footer.links" in {book.rules[number].id for number in book.steady}


def test_the_guard_knows_every_stem() -> None:
    proving = [rule for rule in load_rules("footer") if rule.role in PROVING]
    assert all(rule.stems for rule in proving), "a built-in rule that proves a footer needs stems"
    stems = {stem for rule in proving for stem in rule.stems}
    assert stems == set(STEMS), "STEMS in govtext/steps/footer_guard.py has to name the same ones"
    assert len(set(STEMS)) == len(STEMS)


def test_a_plain_page_loads_no_rules() -> None:
    code = (
        "import sys; from govtext.steps.footer import find_footer; find_footer('今年的新桥\\n昨天通车。');"
        "assert not {'tomllib', 'govtext.rules', 'govtext.steps.footer_items'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "spelled", ["ICP", "icp", "\uff29\uff23\uff30", "I C P", "I\u3000C\u3000P", "版權", "版  权"]
)
def test_the_guard_reads_every_spelling(spelled: str) -> None:
    assert built_in_gate().place(f"甲{spelled}乙") >= 0


def test_the_guard_opens_at_every_example() -> None:
    for rule in load_rules("footer"):
        if rule.role in PROVING:
            for example in rule.examples:
                assert built_in_gate().place(example) >= 0, rule.id


# ------------------------------------------------------------------ laws

LINES = sorted(
    {line for text in (*BLOCKS, *TRAPS, *PAGES) for line in re.sub("[⟦⟧@]", "", text).split("\n") if line}
    | {line for path in case_paths("footer") for line in parse(path).raw.split("\n") if line}
)
pages = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\n\n", " ", "", "|", "\u3000"])),
    max_size=10,
).map(lambda pairs: "".join(line + gap for line, gap in pairs))


@given(pages)
@settings(max_examples=150, deadline=None)
def test_laws(text: str) -> None:
    edits = find_footer(text)
    validate(text, edits)
    assert all(edit.new == "" and edit.start < edit.end for edit in edits)
    assert all(edit.rule.startswith("footer.") for edit in edits)
    out = apply(text, edits)
    assert out == strip_footer(text)
    assert strip_footer(out) == out
    if not edits:
        assert strip_footer(text) is text
    if text.strip():
        assert out.strip()


OPEN = dataclasses.replace(
    lexicon(),
    gate=Gate(re.compile(r"\S[^\n]*"), {}),
    is_built_in=False,
    sentences=frozenset(range(len(lexicon().rules))),
)


@given(pages)
@settings(max_examples=150, deadline=None)
def test_the_guard_makes_no_difference(text: str) -> None:
    assert find_footer(text) == edits_of(text, OPEN)


@pytest.mark.parametrize("family", ["footer", "clean-footer", "mixed", "furniture"])
def test_the_guard_makes_no_difference_on_marked_pages(family: str) -> None:
    for path in case_paths(family):
        text = parse(path).raw
        assert find_footer(text) == edits_of(text, OPEN), path.name


@given(st.text(alphabet="版权所有主办ICP备湘苏号:1234567890 \n|。,©地址电话网站未经转载不得本", max_size=60))
@settings(max_examples=200, deadline=None)
def test_laws_on_crumbs(text: str) -> None:
    out = strip_footer(text)
    assert strip_footer(out) == out


# ------------------------------------------------------------------ cost

PIECES = [
    "|",
    "| ",
    " ",
    "\u3000",
    "\n",
    "版权所有",
    "版权所有\n",
    "主办:",
    "主办:\n",
    "地址:\n",
    "苏ICP备12345678号 ",
    "未经授权不得转载",
    "本网未经授权转载",
    "版权。",
    "标识码:\n",
    "关于我们 | ",
    "a ",
    "©",
    "(",
    "近日ICP ",
]


def cost(text: str) -> float:
    start = time.perf_counter()
    find_footer(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("piece", PIECES)
def test_cost_is_linear(piece: str) -> None:
    find_footer("版权")  # compiles the rules
    tail = "\n苏ICP备12345678号"
    small = min(cost(f"{BODY}\n" + piece * 4_000 + tail) for _ in range(3))
    large = min(cost(f"{BODY}\n" + piece * 32_000 + tail) for _ in range(2))
    assert large < max(0.25, 24 * small), (small, large)


def test_a_rule_without_stems_passes_over_lines_of_invisible_blanks() -> None:
    own = Rule("footer.own", "anchor", "\u7ad9\u7fa4\u5bfc\u822a", "A row of the site's own.")
    assert find_footer("\u79cb\u7cae\u5165\u5e93\u8fc7\u534a\u3002\n\u200b\n\u5bfc\u822a", rules=[own]) == []
