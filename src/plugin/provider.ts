import type { Attributes, Values } from "../schema/attribute";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problem";
import type { Unknown } from "../schema/type";

/** The configuration before all of it is known; nested values may also hold UNKNOWN. */
export type Configured<A extends Attributes> = { readonly [K in keyof A]: Values<A>[K] | Unknown };

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** The context of a call, in addition to its arguments. */
export interface CallContext {
  /** aborted when Terraform stops the provider (Ctrl-C) */
  readonly signal: AbortSignal;
  /** adds a warning to the response */
  readonly warn: (problem: Problem) => void;
  /** to Terraform's own log (TF_LOG) */
  readonly log: Log;
}

export interface ConfigureContext extends CallContext {
  /** paths of values that Terraform does not know yet; they are UNKNOWN in the configuration */
  readonly unknowns: readonly Path[];
  /** "1.11.4" */
  readonly terraformVersion: string;
}

/** A data source or an ephemeral resource as Terraform sees it, typed by its own attribute table. */
export interface ElementDefinition<A extends Attributes, Client> {
  /** markdown */
  readonly description: string;
  readonly attributes: A;
  /** Rules across attributes, after each attribute's own `check`; `read` only gets a configuration that passed both. */
  readonly validate?: (config: Configured<A>) => Problem[];
  /**
   * `config` is completely known. An error becomes a diagnostic. The values of an ephemeral resource exist only while Terraform runs
   * and are never stored (Terraform ≥ 1.10); there is nothing to renew or to close.
   */
  readonly read: (config: Values<A>, client: Client, context: CallContext) => Promise<Values<A>>;
}

/** An element without the type of its table, so that different ones fit into one list. */
// biome-ignore lint/suspicious/noExplicitAny: the table is only known where the element is defined
export type Element<Client> = ElementDefinition<any, Client>;

export type Elements<Client> = Readonly<Record<string, Element<Client>>>;

export const defineElement = <A extends Attributes, Client>(
  definition: ElementDefinition<A, Client>,
): Element<Client> => definition;

export interface ProviderDefinition<A extends Attributes, Client> {
  /** prefix of all names: `connect` */
  readonly name: string;
  /** Terraform's source address, `host/namespace/type`; only debugging needs it */
  readonly address?: string;
  readonly version: string;
  readonly description: string;
  /** the provider block */
  readonly attributes: A;
  readonly validate?: (config: Configured<A>) => Problem[];
  /** Returns the client of the data sources. An error becomes a diagnostic of the provider block. */
  readonly configure: (config: Configured<A>, context: ConfigureContext) => Promise<Client>;
  /** called when Terraform is done with the provider */
  readonly close?: (client: Client) => Promise<void>;
  /** by full name: `connect_product` */
  readonly dataSources: Elements<Client>;
  readonly ephemeralResources?: Elements<Client>;
}

// biome-ignore lint/suspicious/noExplicitAny: see Element
export type Provider = ProviderDefinition<any, any>;

export const defineProvider = <A extends Attributes, Client>(definition: ProviderDefinition<A, Client>): Provider =>
  definition;
