"""Small made-up tables in the layouts of the publishers, for tests of the importers; every number is invented."""

from __future__ import annotations

from pathlib import Path

INPUTS = """\
input_id,input_name,type,stage_name,stage_id,description,year,market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source
N20,Made-up EUV tools,tool_resource,,,"Two lines
of text",2025,,,
N19,Made-up lithography tools,tool_resource,,,,2025,$1 billion (2025),,
N25,Made-up lithography,process,Fabrication,S2,,,,,
N84,Made-up design programs,tool_resource,,,,2019,,,
N31,Made-up resists,material_resource,,,,2019,,,
N900,Made-up finished chip,ultimate_output,,,,,,,
"""
STAGES = """\
stage_id,stage_name,description,market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source
S1,Design,,,Chart shows shares of design by country.,
S2,Fabrication,,,Chart shows share of capacity by site location.,
S3,Assembly,,,Chart shows site capacity by country.,
"""
PROVIDERS = """\
provider_name,alias,provider_id,provider_type,country
USA,United States,P1,country,
NLD,Netherlands,P2,country,
JPN,Japan,P3,country,
TWN,Taiwan,P4,country,
EUR,Europe,P5,country,EUR
Various countries,,P6,country,
Firm of Two,,P7,organization,USA
Firm of Two,,P7,organization,JPN
"""
PROVISION = """\
provider_name,provider_id,provided_name,provided_id,share_provided,year,source
NLD,P2,Made-up EUV tools,N20,100.0,2025,made up
Firm of Two,P7,Made-up EUV tools,N20,100.0,2025,made up
NLD,P2,Made-up lithography tools,N19,70.5,2025,made up
JPN,P3,Made-up lithography tools,N19,29.5,2025,made up
USA,P1,Made-up lithography tools,N19,0.0,2025,made up
JPN,P3,Made-up resists,N31,,2019,
USA,P1,Made-up resists,N31,,2019,
TWN,P4,Fabrication,S2,60.0,2022,made up
EUR,P5,Fabrication,S2,22.0,2022,made up
Various,P6,Fabrication,S2,20.0,2022,made up
"""
SEQUENCE = """\
input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id
Made-up EUV tools,N20,,,Made-up lithography tools,N19
Made-up lithography tools,N19,Made-up lithography,N25,,
Made-up resists,N31,Made-up lithography,N25,,
Made-up lithography,N25,Made-up finished chip,N900,,
"""

OLD_INPUTS = """\
input_name,input_id,type,stage_name,stage_id,description,market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source
Made-up dicing tools,N71,tool_resource,,,,$5 million (2018),,
Made-up resists,N31,material_resource,,,,,,
"""
OLD_STAGES = """\
stage_id,stage_name,description,market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source
S2,Fabrication,,,"Chart shows capacity, as the share of the firms headquartered in that country.",
"""
OLD_PROVIDERS = """\
provider_name,provider_id,provider_type,country
JPN,P3,country,
MAL,P4,country,
USA,P1,country,
Various,P6,country,
"""
OLD_PROVISION = """\
provider_name,provider_id,provided_name,provided_id,share_provided,negligible_market_share
JPN,P3,Made-up dicing tools,N71,98%,
MAL,P4,Made-up dicing tools,N71,1%,
USA,P1,Made-up dicing tools,N71,,negligible
Various,P6,Made-up dicing tools,N71,2%,
USA,P1,Fabrication,S2,40%,
JPN,P3,Made-up resists,N31,,
"""
OLD_SEQUENCE = """\
input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id
Made-up resists,N31,Made-up dicing tools,N71,,
"""


def eto_copy(folder: Path, **changed: str) -> Path:
    """The five files of the newer layout; any of them may be given instead, by its name."""
    return _copy(folder, (INPUTS, STAGES, PROVIDERS, PROVISION, SEQUENCE), changed)


def old_eto_copy(folder: Path, **changed: str) -> Path:
    """The five files of the 2022 layout."""
    return _copy(folder, (OLD_INPUTS, OLD_STAGES, OLD_PROVIDERS, OLD_PROVISION, OLD_SEQUENCE), changed)


def _copy(folder: Path, texts: tuple[str, ...], changed: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip(("inputs", "stages", "providers", "provision", "sequence"), texts, strict=True):
        (folder / f"{name}.csv").write_text(changed.get(name, text), encoding="utf-8")
    return folder


BACI = """\
t,i,j,k,v,q
2022,528,392,848620,70.5,1
2022,842,392,848620,29.5,NA
2022,490,842,848620,1e+02,   0.5
2022,528,842,848620,300.25,2
2022,528,392,10121,5,1
2022,697,842,010121,2.5,NA
2022,156,842,9999AA,1,1
"""

CLASSIC = """\
Classification,Year,Period,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,Customs Proc. Code,Mode of Transport Code,Commodity Code,Netweight (kg),Trade Value (US$)
H5,2020,2020,Import,392,Japan,JPN,0,World,WLD,,,,848620,1,1000
H5,2020,2020,Import,392,Japan,JPN,528,Netherlands,NLD,,,,848620,1,600
H5,2020,2020,Import,392,Japan,JPN,490,"Other Asia, nes",,,,,848620,1,300
H5,2020,2020,Import,392,Japan,JPN,899,"Areas, nes",,,,,848620,1,
H5,2020,2020,Import,842,USA,USA,0,World,WLD,,,,848620,1,500
H5,2020,2020,Export,528,Netherlands,NLD,0,World,WLD,,,,848620,1,7000
H5,2020,2020,Export,528,Netherlands,NLD,392,Japan,JPN,,,,848620,1,650
H5,2020,2020,Re-Export,528,Netherlands,NLD,0,World,WLD,,,,848620,1,40
H5,2020,2020,Import,392,Japan,JPN,842,USA,USA,,,,8486,1,9999
"""

NEW = """\
typeCode,freqCode,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,partnerCode,partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,primaryValue,isAggregate
C,A,2023,52,2023,392,JPN,Japan,M,0,W00,World,0,H6,848620,C00,0,1,100.5,True,
C,A,2023,52,2023,392,JPN,Japan,M,528,NLD,Netherlands,0,H6,848620,C00,0,1,60.25,True,
C,A,2023,52,2023,392,JPN,Japan,M,528,NLD,Netherlands,0,H6,848620,C00,2100,1,60.25,True,
C,A,2023,52,2023,392,JPN,Japan,M,490,S19,"Other Asia, nes",0,H6,848620,C00,0,1,40.25,True,
C,A,2023,52,2023,792,TUR,T\u00fcrkiye,X,0,W00,World,0,H6,848620,C00,0,1,5,True,
C,A,2023,52,2023,97,EUR,European Union,X,0,W00,World,0,H6,848620,C00,0,1,5000,True,
C,A,2023,52,2023,392,JPN,Japan,RX,0,W00,World,0,H6,848620,C00,0,1,3,True,
"""
