import type { Attributes } from "../schema/attribute";

/** A platform's part of the provider configuration: all that Terraform's request for the schema needs. */
export interface BlockDefinition<A extends Attributes> {
  /** name of its block in the provider configuration and middle part of its environment variables: `enos`, `CONNECT_ENOS_…` */
  readonly name: string;
  /** for people: "EnOS Connect" */
  readonly title: string;
  /** markdown: what the block is for */
  readonly description: string;
  /** its block; every setting is optional there because it may come from the environment instead */
  readonly settings: A;
}

export const defineBlock = <A extends Attributes>(block: BlockDefinition<A>): BlockDefinition<A> => block;
