import type { Report } from "../../src/drift/report";
import { cleanReport, sampleReport } from "./drift-report";

/** Texts that mean something to a terminal, a log, XML, a table or a reader; each stands wherever somebody else chooses a text. */
export const hostile: Record<string, string> = {
  "escape sequences": "a\u001b[2J\u001b]0;title\u0007\u009b31mb",
  "the end of CDATA": "a]]><b>&amp;\"'</failure>",
  "lines and commands": "a\n::error file=x::pwned\r\n##[add-mask]x ##vso[task.complete] ::set-output name=a::b",
  "a table": "a | b || c \\| d\n| --- |",
  markup:
    "*a* _b_ `c` [d](http://e.example) <script>alert(1)</script> ![f](g) @everyone #1 https://h.example $x^2$ ~~i~~",
  "direction marks": "a\u202eb\u2066c\u200fd\u061ce",
  "characters nobody sees": "a\u200bb\u00adc\u2060d\ufeff\u0000e\ufffe\uffff",
  "half a character": "a\ud83d b\udc4d c",
  "emoji and scripts": "👩‍👩‍👧‍👦 智能电表 ⚡ مرحبا नमस्ते",
  percent: "100% %0A %25 , : ::",
  nothing: "",
  "a long text": "x🙂".repeat(5_000),
};

export const reports: [string, Report][] = [
  ["everything", sampleReport()],
  ["no findings", cleanReport()],
  ...Object.entries(hostile).map(([name, value]): [string, Report] => [
    name,
    sampleReport({ key: value, value, reason: value || "-", file: `dir ü/${value.slice(0, 80)}` }),
  ]),
];
