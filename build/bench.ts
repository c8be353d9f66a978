// Speed, measured side by side in one run: machines are noisy, so the ratios count and not the seconds. Writes bench/README.md.
import { benchAliases } from "./bench/aliases";
import { benchDrift } from "./bench/drift";
import { benchLaunch } from "./bench/launch";
import { benchLookUps } from "./bench/look-ups";
import { benchManyPlans, benchPlans } from "./bench/plans";
import { benchPlural } from "./bench/plural";
import { type Row, writeTable } from "./bench/report";
import { benchSessions } from "./bench/sessions";

const sections: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  launch: benchLaunch,
  sessions: benchSessions,
  plans: benchPlans,
  "many-plans": benchManyPlans,
  aliases: benchAliases,
  plural: benchPlural,
  "look-ups": benchLookUps,
  drift: benchDrift,
};

async function bench(names: readonly string[]): Promise<void> {
  // With it, Node 20 parses every authority at each start of each program that is measured.
  delete process.env.NODE_EXTRA_CA_CERTS;
  for (const name of names.length > 0 ? names : Object.keys(sections)) {
    const section = sections[name];
    if (!section) throw new Error(`There is no section ${name}, only ${Object.keys(sections).join(", ")}.`);
    writeTable(name, await section());
  }
}

void bench(process.argv.slice(2));
