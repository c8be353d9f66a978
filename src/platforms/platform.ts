import type { Http } from "../http/http";
import type { ProductSource } from "../product/source";
import type { Attributes, Values } from "../schema/attribute";
import type { Problem } from "../schema/problem";
import type { BlockDefinition } from "./block";
import type { ProductLocations } from "./row";

export type Environment = Readonly<Record<string, string | undefined>>;

type Setting<A extends Attributes> = keyof A & string;

/** A setting's value, and where it was found. */
export interface Found {
  readonly value: unknown;
  /** a variable's name, "the provider block", "the default", `profile "work" of …`; null where there is no value */
  readonly foundIn: string | null;
}

/** What `doctor` needs to know about a platform. */
export interface Diagnosis<A extends Attributes> {
  /** the platform's names of the two reads, and of the permission for each */
  readonly reads: { readonly get: string; readonly search: string };
  /** minutes this machine's clock may be off before requests are refused; null: no document says */
  readonly clockTolerance: number | null;
  /**
   * Which API of which edition responds, as text, as far as that is known. `absence` requests a product that cannot exist:
   * undefined for any response but "not found".
   */
  edition(settings: Values<A>, absence: () => Promise<Problem | undefined>): Promise<string>;
}

/**
 * A system that products live in. Each platform is a folder with equal file names; the rest of the code uses it only through this.
 */
export interface PlatformDefinition<A extends Attributes> extends BlockDefinition<A> {
  /** required settings; of a nested list, one is enough */
  readonly required: readonly (Setting<A> | readonly Setting<A>[])[];
  readonly defaults: Partial<Values<A>>;
  /** variables the platform's own ecosystem has for a setting, read after ours: `ALIBABA_CLOUD_ACCESS_KEY_ID` */
  readonly variables?: Partial<Readonly<Record<Setting<A>, readonly string[]>>>;
  /** further variables of that ecosystem which say that the platform is meant */
  readonly otherVariables?: readonly string[];
  /** other ways to name everything that is required, for the message that no platform is named */
  readonly also?: string;
  /** where else users keep settings, for the message that one is missing: "a profile of ~/.aliyun/config.json" */
  readonly elsewhere?: string;
  /** whether a search for many keys is cheaper than reading them one by one */
  readonly batches: boolean;
  /**
   * Fills settings that block and environment leave open from where the platform's users keep them, such as a profile file; returns
   * the settings it filled. `written` is the block alone. Throws Problem. Sends nothing.
   */
  readonly complete?: (
    settings: Values<A>,
    written: Partial<Values<A>>,
    environment: Environment,
  ) => { readonly [S in Setting<A>]?: Found };
  /** Which products these settings lead to, with no credentials in it: a recorded value belongs to this. */
  origin(settings: Values<A>): Readonly<Record<string, string | null>>;
  /** the setting that the address comes from, where it is not always `endpoint` */
  readonly addressFrom?: (settings: Values<A>) => Setting<A>;
  /** what else to say where the address is unknown, as sentences */
  readonly addressHint?: (settings: Values<A>) => string | undefined;
  readonly diagnosis: Diagnosis<A>;
  /** where its JSON keeps each attribute; null: it has no such attribute */
  readonly locations: ProductLocations;
  /** Throws Problem for settings that cannot work; sends nothing yet. Required settings are there, defaults applied. */
  open(settings: Values<A>, http: Http): ProductSource;
}

/** A platform without the type of its settings, so that different ones fit into one list. */
// biome-ignore lint/suspicious/noExplicitAny: the settings are only known where the platform is defined
export type Platform = PlatformDefinition<any>;

export const definePlatform = <A extends Attributes>(platform: PlatformDefinition<A>): Platform => platform;
