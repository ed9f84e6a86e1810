"""A small invented world and a small lexicon, read from tables like the ones that ship."""

import functools
import tempfile
from datetime import date
from pathlib import Path

from kg.extract import lexicon as lexicons
from kg.extract.lexicon import Lexicon
from kg.world import World

DAY = date(2021, 1, 20)  # a Wednesday

WORLD = {
    "sources": "id,title,url,licence,note\nalmanac,The Almanac,,,",
    "common_words": "word,note\nmarch,Month",
    "bodies": "id,label,names,sector,note\nforeign_ministry,Foreign Ministry,foreign ministry,GOV,",
    "offices": """id,titles,countries,except,note
head_of_state,president|interim president,,SYL,
head_of_state,king,,,
head_of_government,prime minister|premier,,,
foreign_minister,foreign minister|top diplomat,,,
defence_minister,defence minister,,,
minister,minister,,,
secretary_general,secretary-general,,,
leader,leader,,,""",
    "states": """id,label,names,adjectives,demonyms,capital,metonyms,executive,start,end,wikidata,lat,lon,source
FRE,Freedonia,,Freedonian,Freedonian|Freedonians,Fredville,Marble Hall,head_of_state,,,,10,20,almanac
SYL,Sylvania,,Sylvanian,Sylvanian|Sylvanians,Sylvanopolis,,head_of_government,,,,11,21,almanac
BOR,Borduria,,Bordurian,Bordurian|Bordurians,Szohod,,head_of_state,,,,12,22,almanac
RUR,Ruritania,,Ruritanian,Ruritanian|Ruritanians,Strelsau,,head_of_state,,,,13,23,almanac""",
    "organisations": """id,label,names,kind,country,sector,adjectives,wikidata,source
League,League of Minor Powers,LMP,organisation,,IGO,,,almanac
Ducks,Duck Front,,group,SYL,REB,Duckist,,almanac""",
    "places": """id,label,names,kind,country,lat,lon,wikidata,source
Duck_River,Duck River,,river,FRE|SYL,12.5,7.25,,almanac
Grumbia,Grumbia,,region,SYL,12,8,,almanac""",
    "topics": """id,label,names,kind,start,end,place,wikidata,source
Soup_Accord,Soup Accord,,treaty,2010-01-01,,Duck_River,,almanac""",
    "people": """id,label,names,surname,country,sector,gender,wikidata,source
Rufus_Firefly,Rufus Firefly,,Firefly,FRE,GOV,m,,almanac
Otto_Pinkie,Otto Pinkie,,Pinkie,FRE,GOV,m,,almanac
Ada_Trentino,Ada Trentino,,Trentino,SYL,GOV,f,,almanac
Vera_Roland,Vera Roland,,Roland,SYL,GOV,f,,almanac
Kurvi_Tasch,Kurvi Tasch,,Tasch,BOR,GOV,m,,almanac
Max_Roland,Max Roland,,Roland,BOR,,m,,almanac
Emil_Flink,Emil Flink,,Flink,RUR,GOV,m,,almanac""",
    "terms": """person,office,body,start,end,status,source
Rufus_Firefly,head_of_state,FRE,2010,,,almanac
Otto_Pinkie,foreign_minister,FRE,2015,,,almanac
Ada_Trentino,head_of_government,SYL,2018,,,almanac
Vera_Roland,foreign_minister,SYL,2018,,,almanac
Kurvi_Tasch,head_of_state,BOR,2009,,,almanac
Emil_Flink,secretary_general,League,2015,,,almanac""",
}

LEXICON = {
    "frames": """frame,actors,recipients,mediators,topics,of,sides,weak,needs,note
meet,subj|obj|with|between,,,about|on,subj,2,,,
talk,subj|with|to|between,,,about|on,,2,,,
phone,subj|obj|with|to,,,about|on,,2,,,
visit,subj,obj|to|in,,about|for,,1,,,
agree,subj|with|between,,,on|over,,1,,,
direct,subj,obj|owner,,over|about,obj,1,,yes,
against,subj,against|on|obj,,over,obj,1,,,
from,subj,from,,over,subj,1,,,
urge,subj,obj|comp|on,,over,,1,,yes,
strike,subj,obj|owner|on|in,,,obj,1,,,
tell,subj|obj|with|to,,,about|on,,2,yes,,""",
    "events": """trigger,pos,where,type,mode,frame,example
meet,v,,CONSULT,,meet,X met Y.
meeting,n,,CONSULT,,meet,X had a meeting with Y.
talk,n,,CONSULT,,talk,X held talks with Y.
speak,v,prep:with|to,CONSULT,,talk,X spoke with Y.
call,v,obj:*,CONSULT,phone,phone,X called Y.
visit,v,,CONSULT,visit,visit,X visited Y.
visit,n,,CONSULT,visit,visit,X paid a visit to Y.
tell,v,,CONSULT,,tell,X told Y.
sign,v,obj:treaty|accord,AGREE,,agree,X and Y signed a treaty.
attack,v,,ASSAULT,,strike,X attacked Y.
attack,n,mod:!air,ASSAULT,,strike,X launched an attack on Y.
shell,v,,ASSAULT,heavy-weapons,strike,X shelled Y.
sanction,n,,SANCTION,,against,X imposed sanctions on Y.
expel,v,obj:diplomat|ambassador,SANCTION,expel,strike,X expelled Y's diplomats.
withdraw,v,,RETREAT,withdraw,from,X withdrew from Y.
urge,v,,REQUEST,,urge,X urged Y to go.""".replace("mod:!air", "!mod:air"),
    "cues": """word,pos,status,note
plan,v,future,
plan,n,future,
due,a,future,
expect,v,future,
agree,v,future,
ahead,a,future,
planned,a,future,
postpone,v,future,
offer,v,hypothetical,
want,v,hypothetical,
threaten,v,hypothetical,
urge,v,hypothetical,
ready,a,hypothetical,
possible,a,hypothetical,
proposed,a,hypothetical,
call,n,hypothetical,
refuse,v,negated,
deny,v,negated,
fail,v,negated,
cancel,v,negated,
without,p,negated,
refusal,n,negated,""",
    "light": """verb,object,note
hold,subj,
have,subj,
launch,subj,
impose,subj,
pay,subj,
cancel,subj,
suffer,obj,""",
    "nouns": """lemma,class,sector,note
army,institution,MIL,
troop,institution,MIL,
soldier,institution,MIL,
diplomat,institution,GOV,
government,institution,GOV,
ministry,institution,GOV,
rebel,rebels,REB,
hostage,people,CVL,
country,states,GOV,
side,states,GOV,
leader,persons,GOV,
president,persons,GOV,
minister,persons,GOV,
pair,persons,GOV,
counterpart,counterpart,GOV,""",
    "things": "sort,words,note\nvessel,ship|boat,",
    "modes": "type,mode,part,words,note\nCONSULT,phone,clause,phone|telephone,",
}


def _written(tables: dict[str, str], into: str) -> Path:
    folder = Path(into)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text + "\n", "utf-8")
    return folder


@functools.cache
def world() -> World:
    """The world of Freedonia, Sylvania, Borduria and Ruritania."""
    with tempfile.TemporaryDirectory() as folder:
        return World(_written(WORLD, folder))


@functools.cache
def lexicon() -> Lexicon:
    """A dozen verbs and nouns of diplomacy and war."""
    with tempfile.TemporaryDirectory() as folder:
        return lexicons.read(_written(LEXICON, folder))
