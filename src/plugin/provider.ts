import type { Attributes, Values } from "../schema/attribute";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problem";
import type { Unknown } from "../schema/type";

/** What a practitioner wrote, before everything in it is known; nested values may hold UNKNOWN as well. */
export type Configured<A extends Attributes> = { readonly [K in keyof A]: Values<A>[K] | Unknown };

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** What a call may use beside its arguments. */
export interface CallContext {
  /** aborted when Terraform stops the provider (Ctrl-C) */
  readonly signal: AbortSignal;
  /** shows a warning with the answer */
  readonly warn: (problem: Problem) => void;
  /** to Terraform's own log (TF_LOG) */
  readonly log: Log;
}

export interface ConfigureContext extends CallContext {
  /** configured values Terraform does not know yet; they stand as UNKNOWN in the configuration */
  readonly unknowns: readonly Path[];
  /** "1.11.4" */
  readonly terraformVersion: string;
}

/** A data source as Terraform sees it, typed by its own attribute table. */
export interface DataSourceDefinition<A extends Attributes, Client> {
  /** markdown */
  readonly description: string;
  readonly attributes: A;
  /** Rules across attributes. Each attribute's own `check` has run already, and `read` sees only what passed both. */
  readonly validate?: (config: Configured<A>) => Problem[];
  /** `config` is wholly known. What it throws becomes a diagnostic. */
  readonly read: (config: Values<A>, client: Client, context: CallContext) => Promise<Values<A>>;
}

/** A data source with its own table forgotten, so that different ones fit into one list. */
// biome-ignore lint/suspicious/noExplicitAny: the table is only known where the data source is defined
export type DataSource<Client> = DataSourceDefinition<any, Client>;

export const defineDataSource = <A extends Attributes, Client>(
  definition: DataSourceDefinition<A, Client>,
): DataSource<Client> => definition;

/** An ephemeral resource: its values live only while Terraform runs and are stored nowhere (Terraform ≥ 1.10). */
export interface EphemeralResourceDefinition<A extends Attributes, Client> {
  /** markdown */
  readonly description: string;
  readonly attributes: A;
  readonly validate?: (config: Configured<A>) => Problem[];
  /** `config` is wholly known. What it throws becomes a diagnostic. There is nothing to renew or to give back. */
  readonly open: (config: Values<A>, client: Client, context: CallContext) => Promise<Values<A>>;
}

// biome-ignore lint/suspicious/noExplicitAny: see DataSource
export type EphemeralResource<Client> = EphemeralResourceDefinition<any, Client>;

export const defineEphemeralResource = <A extends Attributes, Client>(
  definition: EphemeralResourceDefinition<A, Client>,
): EphemeralResource<Client> => definition;

export interface ProviderDefinition<A extends Attributes, Client> {
  /** prefix of all names: `connect` */
  readonly name: string;
  /** Terraform's source address, `host/namespace/type`: only debugging has to tell it */
  readonly address?: string;
  readonly version: string;
  readonly description: string;
  /** the provider block */
  readonly attributes: A;
  readonly validate?: (config: Configured<A>) => Problem[];
  /** Makes what data sources read with. What it throws becomes a diagnostic of the provider block. */
  readonly configure: (config: Configured<A>, context: ConfigureContext) => Promise<Client>;
  /** called when Terraform is done with the provider */
  readonly close?: (client: Client) => Promise<void>;
  /** by full name: `connect_product` */
  readonly dataSources: Readonly<Record<string, DataSource<Client>>>;
  /** by full name */
  readonly ephemeralResources?: Readonly<Record<string, EphemeralResource<Client>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: see DataSource
export type Provider = ProviderDefinition<any, any>;

export const defineProvider = <A extends Attributes, Client>(definition: ProviderDefinition<A, Client>): Provider =>
  definition;
