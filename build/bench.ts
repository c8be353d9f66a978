// Speed, measured side by side in one run: machines are noisy, so the ratios count and not the seconds.
import { benchLaunch } from "./bench/launch";
import { benchLookUps } from "./bench/look-ups";
import { benchPlans } from "./bench/plans";

async function bench(): Promise<void> {
  await benchLaunch();
  await benchPlans();
  await benchLookUps();
}

void bench();
