let step = 0;

export function announce(what: string, command?: string): void {
  step += 1;
  console.log(`\n${step}. ${what}${command === undefined ? "" : `\n   $ ${command}`}`);
}

/** What a program said, below its command. */
export function show(text: string): void {
  for (const line of text.trim().split("\n")) console.log(`   ${line}`.trimEnd());
}

export function showTable(rows: Readonly<Record<string, unknown>>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  for (const [name, value] of Object.entries(rows)) console.log(`   ${name.padEnd(width)}   ${value}`);
}
