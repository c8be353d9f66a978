import type { Http } from "../http/http";
import type { ProductSource } from "../product/source";
import type { Attributes, Values } from "../schema/attribute";

/**
 * A system products live in. Each platform is one folder with the same rooms; this is the only door between it and the rest.
 */
export interface PlatformDefinition<A extends Attributes> {
  /** name of its block in the provider configuration and middle part of its environment variables: `enos`, `CONNECT_ENOS_…` */
  readonly name: string;
  /** for people: "EnOS Connect" */
  readonly title: string;
  /** markdown: what the block is for */
  readonly description: string;
  /** its block; every setting is optional there because it may come from the environment instead */
  readonly settings: A;
  readonly required: readonly (keyof A & string)[];
  readonly defaults: Partial<Values<A>>;
  /** Throws an explained error for settings that cannot work; sends nothing yet. Required settings are there, defaults applied. */
  open(settings: Values<A>, http: Http): ProductSource;
}

/** A platform with its own settings forgotten, so that different ones fit into one list. */
// biome-ignore lint/suspicious/noExplicitAny: the settings are only known where the platform is defined
export type Platform = PlatformDefinition<any>;

export const definePlatform = <A extends Attributes>(platform: PlatformDefinition<A>): Platform => platform;
