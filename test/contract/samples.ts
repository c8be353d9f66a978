/** What every platform is seeded with, in terms that every platform has. */
export interface Sample {
  readonly key: string;
  readonly name: string;
  readonly type: "Device" | "Gateway";
  readonly secret: string;
}

const sample = (key: string, name: string, type: Sample["type"]): Sample => ({
  key,
  name,
  type,
  secret: `canary-${key}`,
});

/** Oldest first; enough of them for several pages in every edition. */
export const samples: readonly Sample[] = [
  ...Array.from({ length: 1001 }, (_, index) =>
    sample(`many${String(index).padStart(4, "0")}`, `Many ${index}`, "Device"),
  ),
  sample("meterKey1", "Smart Meter", "Device"),
  sample("gateKey01", "边缘网关", "Gateway"),
  sample("quoteKey1", `Meter "O'Neil"`, "Device"),
];
