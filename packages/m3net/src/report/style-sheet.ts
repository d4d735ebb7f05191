/**
 * The look of the page. Blue and vermilion are told apart with any colour vision (Okabe and Ito 2008); lines differ in
 * dashes too, and tints in lightness, so that a grey print keeps the meaning.
 */
export const styleSheet = `
:root{--paper:#fff;--ink:#1b1f24;--soft:#59636e;--rule:#d5dae0;--faint:#eceff2;--hit:#0b5fa5;--miss:#c8500a;--wash:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e4e8ec;--soft:#9aa5b1;--rule:#3a424c;--faint:#262c33;--hit:#6cb8f0;--miss:#f08c4a;--wash:#1c2026}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:68rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;counter-reset:figure table}
h1{margin:0;font-size:1.9rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{margin:3rem 0 1rem;padding-top:.6rem;border-top:2px solid var(--ink);font-size:1.2rem;letter-spacing:-.005em}
h3{margin:0 0 .4rem;font-size:1rem}
header p{margin:.4rem 0 1rem;color:var(--soft)}
p,ul{max-width:46rem;text-wrap:pretty}
.note,nav{color:var(--soft);font-size:.87rem}
nav a{margin-right:.9rem;color:inherit;text-underline-offset:.2em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--hit);outline-offset:2px}
code,pre,.path{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
pre{overflow:auto;padding:1rem;background:var(--wash);line-height:1.4}
.hash,.path,td code{overflow-wrap:anywhere}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.warn{color:var(--miss)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1.2rem 1.5rem;margin:0 0 1.8rem}
.figures dt{color:var(--soft);font-size:.87rem}
.figures dt::first-letter{text-transform:uppercase}
.figures dd{margin:0;font-size:1.6rem;line-height:1.25;font-weight:600;letter-spacing:-.015em;white-space:nowrap}
.figures .note{font-size:.82rem;font-weight:400;letter-spacing:0;color:var(--soft)}
.figures .first dd:not(.note){color:var(--hit)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:0 0 1.4rem}
.facts dt{color:var(--soft)}
.facts dd{margin:0;min-width:0}
.scroll{position:relative;overflow-x:auto;max-width:100%}
table{min-width:15rem;border-collapse:collapse;border-bottom:1.5px solid var(--ink);font-size:.9rem;line-height:1.35}
caption,figcaption{padding:0 0 .5rem;color:var(--soft);font-size:.87rem;text-align:left;line-height:1.4;caption-side:top}
caption span{display:block;max-width:calc(100vw - 2.5rem)}
figcaption{padding:.6rem 0 0;max-width:46rem}
caption span::before,figcaption::before{color:var(--ink);font-weight:600}
caption span::before{counter-increment:table;content:"Table " counter(table) ". "}
figcaption::before{counter-increment:figure;content:"Figure " counter(figure) ". "}
thead th{border-top:1.5px solid var(--ink);border-bottom:1px solid var(--ink);font-weight:600;vertical-align:bottom}
th,td{padding:.2rem .9rem .2rem 0;text-align:left;vertical-align:baseline}
tbody th{font-weight:400}
tbody tr+tr>*{border-top:1px solid var(--faint)}
th:last-child,td:last-child{padding-right:.2rem}
.n{text-align:right;white-space:nowrap}
.bar{display:inline-block;width:4.5rem;height:.5rem;background:var(--faint);fill:var(--hit)}
.bar.miss{fill:var(--miss)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:1.8rem 2.5rem;align-items:start;margin:1.6rem 0}
.settings{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:1.6rem 2.5rem;align-items:start}
.settings table{width:100%}
.settings th{width:45%}
details{margin:1.4rem 0}
summary{cursor:pointer;color:var(--hit)}
details[open]>summary{margin-bottom:1rem}
figure{margin:0 0 1.8rem}
svg{display:block}
svg text{fill:var(--ink)}
.charts{display:grid;gap:1rem 2rem}
@media (min-width:42rem){.charts{grid-template-columns:1fr 1fr}}
.chart,.sound{width:100%;height:auto;font-size:12px}
.sound .paper{fill:none}
.chart .name{font-weight:600;font-size:13px}
.tick text,.legend text{fill:var(--soft)}
.end,.end text{text-anchor:end}
.mid,.mid text{text-anchor:middle}
.axis{fill:none;stroke:var(--soft);stroke-width:1}
.grid{fill:none;stroke:var(--faint);stroke-width:1}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}
.dots{fill:none;stroke-width:5;stroke-linecap:round}
.train{stroke:var(--miss)}
.line.train{stroke-dasharray:5 3;stroke-width:1.5}
.validation{stroke:var(--hit)}
.plain{stroke:var(--soft)}
.best path{stroke:var(--ink);stroke-width:1;stroke-dasharray:1 3;fill:none}
.best text{font-size:11.5px}
.matrix{max-width:100%;height:auto}
.matrix .over{fill:var(--paper)}
path.hit{fill:var(--hit)}
path.miss{fill:var(--miss)}
.key{margin-top:.6rem;max-width:100%;font-size:11px}
.mistakes{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:2rem 1.6rem}
article{min-width:0;break-inside:avoid}
article h3{font-size:.95rem;overflow-wrap:anywhere}
article h3 span{color:var(--soft);font-weight:400}
.wrong{color:var(--miss)}
article ol{margin:.3rem 0 .2rem;padding:0;list-style:none;font-size:.85rem}
article li{display:grid;grid-template-columns:1fr 4.5rem 3.6rem;gap:.6rem;align-items:center}
article .path{margin:0;color:var(--soft);font-size:.72rem;line-height:1.35}
@media (max-width:30rem){body{padding:1.25rem 1rem 3rem}h1{font-size:1.5rem}h2{margin-top:2.2rem}.figures{grid-template-columns:1fr 1fr}.figures dd{font-size:1.3rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}th,td{padding-right:.6rem}.bar{width:3rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#e4e4e4;--hit:#0b5fa5;--miss:#c8500a;--wash:#fff}html{font-size:12px}body{max-width:none;padding:0;font-size:9.5pt}.charts,.pair{grid-template-columns:1fr 1fr;gap:1rem 1.5rem}.figures{grid-template-columns:repeat(5,auto)}nav,details:not([open]){display:none}.scroll{overflow:visible}.matrix{min-width:0!important}section{break-before:auto}h2,h3,caption{break-after:avoid}figure,tr,article{break-inside:avoid}.mistakes{grid-template-columns:repeat(3,1fr)}}
`
