// The test kit: emulated platforms, and products for `atSynth` without any platform.
export type { Fault } from "../emulator/shell/faults";
export type { JournalEntry } from "../emulator/shell/journal";
export { type FakeProduct, fakeProducts } from "./fake-products";
export type { EmulatedPlatformName, EmulatorSeed } from "./seed";
export {
  type Emulator,
  type EmulatorFaults,
  type EmulatorJournal,
  type EmulatorOptions,
  startEmulator,
} from "./start-emulator";
