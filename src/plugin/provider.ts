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

/** A data source as Terraform sees it, typed by its own attribute table. */
export interface DataSourceDefinition<A extends Attributes, Client> {
  /** markdown */
  readonly description: string;
  readonly attributes: A;
  /** Rules across attributes, after each attribute's own `check`; `read` only gets a configuration that passed both. */
  readonly validate?: (config: Configured<A>) => Problem[];
  /** `config` is completely known. An error becomes a diagnostic. */
  readonly read: (config: Values<A>, client: Client, context: CallContext) => Promise<Values<A>>;
}

/** A data source without the type of its table, so that different ones fit into one list. */
// biome-ignore lint/suspicious/noExplicitAny: the table is only known where the data source is defined
export type DataSource<Client> = DataSourceDefinition<any, Client>;

export const defineDataSource = <A extends Attributes, Client>(
  definition: DataSourceDefinition<A, Client>,
): DataSource<Client> => definition;

/** An ephemeral resource: its values exist only while Terraform runs and are never stored (Terraform ≥ 1.10). */
export interface EphemeralResourceDefinition<A extends Attributes, Client> {
  /** markdown */
  readonly description: string;
  readonly attributes: A;
  readonly validate?: (config: Configured<A>) => Problem[];
  /** `config` is completely known. An error becomes a diagnostic. There is nothing to renew or to close. */
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
  readonly dataSources: Readonly<Record<string, DataSource<Client>>>;
  /** by full name */
  readonly ephemeralResources?: Readonly<Record<string, EphemeralResource<Client>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: see DataSource
export type Provider = ProviderDefinition<any, any>;

export const defineProvider = <A extends Attributes, Client>(definition: ProviderDefinition<A, Client>): Provider =>
  definition;
