/** The pages' only style sheet: colours follow the reader's light or dark setting, and print well. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --dim: #5b636b; --paper: #fff; --panel: #f5f6f8; --line: #d5d9de; --bad: #b3261e; --good: #1b6e3c; --warn: #7a5900; --mark: #ffe3a1; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --dim: #a2abb4; --paper: #14171a; --panel: #1e2226; --line: #3a4046; --bad: #ff897d; --good: #79d69b; --warn: #f0c35e; --mark: #6b4d00; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 74rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: .25rem 0 .5rem; padding: .4rem .75rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: .25rem; }
mark { color: inherit; background: var(--mark); border-bottom: 2px solid var(--bad); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; }
caption { text-align: left; color: var(--dim); padding: .25rem 0; }
th, td { padding: .3rem .75rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
td code { overflow-wrap: normal; white-space: nowrap; }
th .dim { font-weight: 400; }
thead th { background: var(--panel); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .25rem; }
article.warning { border-left-color: var(--warn); }
summary { cursor: pointer; }
ol, ul { padding-left: 1.75rem; }
.dim { color: var(--dim); }
.bad { color: var(--bad); font-weight: 600; }
.good { color: var(--good); font-weight: 600; }
.warn { color: var(--warn); font-weight: 600; }
@media print { body { max-width: none; padding: 0; } article, pre { break-inside: avoid; } pre { white-space: pre-wrap; } }
`;
