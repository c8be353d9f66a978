// @ts-nocheck
// Generated from tfplugin6.proto by `npm run generate`: messages, services, and the functions of pbf. Do not edit.
import type { PbfReader, PbfWriter } from "pbf";

export interface DynamicValue {
  readonly msgpack?: Uint8Array | undefined;
  readonly json?: Uint8Array | undefined;
}

export interface AttributePath {
  readonly steps?: readonly AttributePathStep[] | undefined;
}

export interface AttributePathStep {
  readonly attributeName?: string | undefined;
  readonly elementKeyString?: string | undefined;
  readonly elementKeyInt?: number | undefined;
}

export interface Diagnostic {
  readonly severity?: number | undefined;
  readonly summary?: string | undefined;
  readonly detail?: string | undefined;
  readonly attribute?: AttributePath | undefined;
}

export interface Schema {
  readonly block?: SchemaBlock | undefined;
}

export interface SchemaBlock {
  readonly attributes?: readonly SchemaAttribute[] | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: number | undefined;
}

export interface SchemaAttribute {
  readonly name?: string | undefined;
  readonly type?: Uint8Array | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly computed?: boolean | undefined;
  readonly sensitive?: boolean | undefined;
  readonly descriptionKind?: number | undefined;
  readonly nestedType?: SchemaObject | undefined;
}

export interface SchemaObject {
  readonly attributes?: readonly SchemaAttribute[] | undefined;
  readonly nesting?: number | undefined;
}

export interface ServerCapabilities {
  readonly getProviderSchemaOptional?: boolean | undefined;
}

export interface GetMetadata {
}

export interface GetMetadataDataSourceMetadata {
  readonly typeName?: string | undefined;
}

export interface GetMetadataEphemeralResourceMetadata {
  readonly typeName?: string | undefined;
}

export interface GetMetadataRequest {
}

export interface GetMetadataResponse {
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly dataSources?: readonly GetMetadataDataSourceMetadata[] | undefined;
  readonly ephemeralResources?: readonly GetMetadataEphemeralResourceMetadata[] | undefined;
}

export interface GetProviderSchema {
}

export interface GetProviderSchemaRequest {
}

export interface GetProviderSchemaResponse {
  readonly provider?: GetProviderSchema | undefined;
  readonly dataSourceSchemas?: Readonly<Record<string, GetProviderSchema>> | undefined;
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly ephemeralResourceSchemas?: Readonly<Record<string, GetProviderSchema>> | undefined;
}

export interface ValidateProviderConfig {
}

export interface ValidateProviderConfigRequest {
  readonly config?: DynamicValue | undefined;
}

export interface ValidateProviderConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface ConfigureProvider {
}

export interface ConfigureProviderRequest {
  readonly terraformVersion?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

export interface ConfigureProviderResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface ValidateDataResourceConfig {
}

export interface ValidateDataResourceConfigRequest {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

export interface ValidateDataResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface ReadDataSource {
}

export interface ReadDataSourceRequest {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

export interface ReadDataSourceResponse {
  readonly state?: DynamicValue | undefined;
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface ValidateEphemeralResourceConfig {
}

export interface ValidateEphemeralResourceConfigRequest {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

export interface ValidateEphemeralResourceConfigResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface OpenEphemeralResource {
}

export interface OpenEphemeralResourceRequest {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValue | undefined;
}

export interface OpenEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  readonly result?: DynamicValue | undefined;
}

export interface RenewEphemeralResource {
}

export interface RenewEphemeralResourceRequest {
  readonly typeName?: string | undefined;
}

export interface RenewEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface CloseEphemeralResource {
}

export interface CloseEphemeralResourceRequest {
  readonly typeName?: string | undefined;
}

export interface CloseEphemeralResourceResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface GetFunctions {
}

export interface GetFunctionsRequest {
}

export interface GetFunctionsResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface GetResourceIdentitySchemas {
}

export interface GetResourceIdentitySchemasRequest {
}

export interface GetResourceIdentitySchemasResponse {
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

export interface StopProvider {
}

export interface StopProviderRequest {
}

export interface StopProviderResponse {
  readonly error?: string | undefined;
}

export const Provider = {
  typeName: "tfplugin6.Provider",
  methods: {
    getMetadata: { name: "GetMetadata", read: (pbf: PbfReader): GetMetadataRequest => readGetMetadataRequest(pbf), write: (message: GetMetadataResponse, pbf: PbfWriter): void => writeGetMetadataResponse(message, pbf) },
    getProviderSchema: { name: "GetProviderSchema", read: (pbf: PbfReader): GetProviderSchemaRequest => readGetProviderSchemaRequest(pbf), write: (message: GetProviderSchemaResponse, pbf: PbfWriter): void => writeGetProviderSchemaResponse(message, pbf) },
    validateProviderConfig: { name: "ValidateProviderConfig", read: (pbf: PbfReader): ValidateProviderConfigRequest => readValidateProviderConfigRequest(pbf), write: (message: ValidateProviderConfigResponse, pbf: PbfWriter): void => writeValidateProviderConfigResponse(message, pbf) },
    configureProvider: { name: "ConfigureProvider", read: (pbf: PbfReader): ConfigureProviderRequest => readConfigureProviderRequest(pbf), write: (message: ConfigureProviderResponse, pbf: PbfWriter): void => writeConfigureProviderResponse(message, pbf) },
    validateDataResourceConfig: { name: "ValidateDataResourceConfig", read: (pbf: PbfReader): ValidateDataResourceConfigRequest => readValidateDataResourceConfigRequest(pbf), write: (message: ValidateDataResourceConfigResponse, pbf: PbfWriter): void => writeValidateDataResourceConfigResponse(message, pbf) },
    readDataSource: { name: "ReadDataSource", read: (pbf: PbfReader): ReadDataSourceRequest => readReadDataSourceRequest(pbf), write: (message: ReadDataSourceResponse, pbf: PbfWriter): void => writeReadDataSourceResponse(message, pbf) },
    validateEphemeralResourceConfig: { name: "ValidateEphemeralResourceConfig", read: (pbf: PbfReader): ValidateEphemeralResourceConfigRequest => readValidateEphemeralResourceConfigRequest(pbf), write: (message: ValidateEphemeralResourceConfigResponse, pbf: PbfWriter): void => writeValidateEphemeralResourceConfigResponse(message, pbf) },
    openEphemeralResource: { name: "OpenEphemeralResource", read: (pbf: PbfReader): OpenEphemeralResourceRequest => readOpenEphemeralResourceRequest(pbf), write: (message: OpenEphemeralResourceResponse, pbf: PbfWriter): void => writeOpenEphemeralResourceResponse(message, pbf) },
    renewEphemeralResource: { name: "RenewEphemeralResource", read: (pbf: PbfReader): RenewEphemeralResourceRequest => readRenewEphemeralResourceRequest(pbf), write: (message: RenewEphemeralResourceResponse, pbf: PbfWriter): void => writeRenewEphemeralResourceResponse(message, pbf) },
    closeEphemeralResource: { name: "CloseEphemeralResource", read: (pbf: PbfReader): CloseEphemeralResourceRequest => readCloseEphemeralResourceRequest(pbf), write: (message: CloseEphemeralResourceResponse, pbf: PbfWriter): void => writeCloseEphemeralResourceResponse(message, pbf) },
    getFunctions: { name: "GetFunctions", read: (pbf: PbfReader): GetFunctionsRequest => readGetFunctionsRequest(pbf), write: (message: GetFunctionsResponse, pbf: PbfWriter): void => writeGetFunctionsResponse(message, pbf) },
    getResourceIdentitySchemas: { name: "GetResourceIdentitySchemas", read: (pbf: PbfReader): GetResourceIdentitySchemasRequest => readGetResourceIdentitySchemasRequest(pbf), write: (message: GetResourceIdentitySchemasResponse, pbf: PbfWriter): void => writeGetResourceIdentitySchemasResponse(message, pbf) },
    stopProvider: { name: "StopProvider", read: (pbf: PbfReader): StopProviderRequest => readStopProviderRequest(pbf), write: (message: StopProviderResponse, pbf: PbfWriter): void => writeStopProviderResponse(message, pbf) },
  },
} as const;

export const StringKind = {
    "PLAIN": 0,
    "MARKDOWN": 1
};

export function readDynamicValue(pbf, end) {
    const obj = {msgpack: undefined, json: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.msgpack = pbf.readBytes();
        else if (field === 2) obj.json = pbf.readBytes();
    }
    return obj;
}
export function writeDynamicValue(obj, pbf) {
    if (obj.msgpack != null) pbf.writeBytesField(1, obj.msgpack);
    if (obj.json != null) pbf.writeBytesField(2, obj.json);
}

export function readAttributePath(pbf, end) {
    const obj = {steps: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.steps.push(readAttributePathStep(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeAttributePath(obj, pbf) {
    if (obj.steps) for (const item of obj.steps) pbf.writeMessage(1, writeAttributePathStep, item);
}

export function readAttributePathStep(pbf, end) {
    const obj = {attributeName: "", selector: undefined, elementKeyString: "", elementKeyInt: 0};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) { obj.attributeName = pbf.readString(); obj.selector = "attributeName"; }
        else if (field === 2) { obj.elementKeyString = pbf.readString(); obj.selector = "elementKeyString"; }
        else if (field === 3) { obj.elementKeyInt = pbf.readVarint(true); obj.selector = "elementKeyInt"; }
    }
    return obj;
}
export function writeAttributePathStep(obj, pbf) {
    if (obj.attributeName != null) pbf.writeStringField(1, obj.attributeName);
    if (obj.elementKeyString != null) pbf.writeStringField(2, obj.elementKeyString);
    if (obj.elementKeyInt != null) pbf.writeVarintField(3, obj.elementKeyInt);
}

export function readDiagnostic(pbf, end) {
    const obj = {severity: 0, summary: "", detail: "", attribute: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.severity = pbf.readVarint();
        else if (field === 2) obj.summary = pbf.readString();
        else if (field === 3) obj.detail = pbf.readString();
        else if (field === 4) obj.attribute = readAttributePath(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeDiagnostic(obj, pbf) {
    if (obj.severity) pbf.writeVarintField(1, obj.severity);
    if (obj.summary) pbf.writeStringField(2, obj.summary);
    if (obj.detail) pbf.writeStringField(3, obj.detail);
    if (obj.attribute) pbf.writeMessage(4, writeAttributePath, obj.attribute);
}

export const DiagnosticSeverity = {
    "INVALID": 0,
    "ERROR": 1,
    "WARNING": 2
};

export function readSchema(pbf, end) {
    const obj = {block: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.block = readSchemaBlock(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeSchema(obj, pbf) {
    if (obj.block) pbf.writeMessage(2, writeSchemaBlock, obj.block);
}

export function readSchemaBlock(pbf, end) {
    const obj = {attributes: [], description: "", descriptionKind: 0};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.attributes.push(readSchemaAttribute(pbf, pbf.readVarint() + pbf.pos));
        else if (field === 4) obj.description = pbf.readString();
        else if (field === 5) obj.descriptionKind = pbf.readVarint();
    }
    return obj;
}
export function writeSchemaBlock(obj, pbf) {
    if (obj.attributes) for (const item of obj.attributes) pbf.writeMessage(2, writeSchemaAttribute, item);
    if (obj.description) pbf.writeStringField(4, obj.description);
    if (obj.descriptionKind) pbf.writeVarintField(5, obj.descriptionKind);
}

export function readSchemaAttribute(pbf, end) {
    const obj = {name: "", type: undefined, description: "", required: false, optional: false, computed: false, sensitive: false, descriptionKind: 0, nestedType: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.name = pbf.readString();
        else if (field === 2) obj.type = pbf.readBytes();
        else if (field === 3) obj.description = pbf.readString();
        else if (field === 4) obj.required = pbf.readBoolean();
        else if (field === 5) obj.optional = pbf.readBoolean();
        else if (field === 6) obj.computed = pbf.readBoolean();
        else if (field === 7) obj.sensitive = pbf.readBoolean();
        else if (field === 8) obj.descriptionKind = pbf.readVarint();
        else if (field === 10) obj.nestedType = readSchemaObject(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeSchemaAttribute(obj, pbf) {
    if (obj.name) pbf.writeStringField(1, obj.name);
    if (obj.type != null) pbf.writeBytesField(2, obj.type);
    if (obj.description) pbf.writeStringField(3, obj.description);
    if (obj.required) pbf.writeBooleanField(4, obj.required);
    if (obj.optional) pbf.writeBooleanField(5, obj.optional);
    if (obj.computed) pbf.writeBooleanField(6, obj.computed);
    if (obj.sensitive) pbf.writeBooleanField(7, obj.sensitive);
    if (obj.descriptionKind) pbf.writeVarintField(8, obj.descriptionKind);
    if (obj.nestedType) pbf.writeMessage(10, writeSchemaObject, obj.nestedType);
}

export function readSchemaObject(pbf, end) {
    const obj = {attributes: [], nesting: 0};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.attributes.push(readSchemaAttribute(pbf, pbf.readVarint() + pbf.pos));
        else if (field === 3) obj.nesting = pbf.readVarint();
    }
    return obj;
}
export function writeSchemaObject(obj, pbf) {
    if (obj.attributes) for (const item of obj.attributes) pbf.writeMessage(1, writeSchemaAttribute, item);
    if (obj.nesting) pbf.writeVarintField(3, obj.nesting);
}

export const SchemaObjectNestingMode = {
    "INVALID": 0,
    "SINGLE": 1,
    "LIST": 2,
    "SET": 3,
    "MAP": 4
};

export function readServerCapabilities(pbf, end) {
    const obj = {getProviderSchemaOptional: false};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.getProviderSchemaOptional = pbf.readBoolean();
    }
    return obj;
}
export function writeServerCapabilities(obj, pbf) {
    if (obj.getProviderSchemaOptional) pbf.writeBooleanField(2, obj.getProviderSchemaOptional);
}

export function readGetMetadata(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetMetadata(obj, pbf) {}

export function readGetMetadataDataSourceMetadata(pbf, end) {
    const obj = {typeName: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
    }
    return obj;
}
export function writeGetMetadataDataSourceMetadata(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
}

export function readGetMetadataEphemeralResourceMetadata(pbf, end) {
    const obj = {typeName: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
    }
    return obj;
}
export function writeGetMetadataEphemeralResourceMetadata(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
}

export function readGetMetadataRequest(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetMetadataRequest(obj, pbf) {}

export function readGetMetadataResponse(pbf, end) {
    const obj = {serverCapabilities: undefined, dataSources: [], ephemeralResources: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.serverCapabilities = readServerCapabilities(pbf, pbf.readVarint() + pbf.pos);
        else if (field === 3) obj.dataSources.push(readGetMetadataDataSourceMetadata(pbf, pbf.readVarint() + pbf.pos));
        else if (field === 6) obj.ephemeralResources.push(readGetMetadataEphemeralResourceMetadata(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeGetMetadataResponse(obj, pbf) {
    if (obj.serverCapabilities) pbf.writeMessage(1, writeServerCapabilities, obj.serverCapabilities);
    if (obj.dataSources) for (const item of obj.dataSources) pbf.writeMessage(3, writeGetMetadataDataSourceMetadata, item);
    if (obj.ephemeralResources) for (const item of obj.ephemeralResources) pbf.writeMessage(6, writeGetMetadataEphemeralResourceMetadata, item);
}

export function readGetProviderSchema(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetProviderSchema(obj, pbf) {}

export function readGetProviderSchemaRequest(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetProviderSchemaRequest(obj, pbf) {}

export function readGetProviderSchemaResponse(pbf, end) {
    const obj = {provider: undefined, dataSourceSchemas: {}, diagnostics: [], serverCapabilities: undefined, ephemeralResourceSchemas: {}};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.provider = readSchema(pbf, pbf.readVarint() + pbf.pos);
        else if (field === 3) { const {key, value} = readGetProviderSchemaResponseDataSourceSchemasEntry(pbf, pbf.readVarint() + pbf.pos); obj.dataSourceSchemas[key] = value; }
        else if (field === 4) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
        else if (field === 6) obj.serverCapabilities = readServerCapabilities(pbf, pbf.readVarint() + pbf.pos);
        else if (field === 8) { const {key, value} = readGetProviderSchemaResponseEphemeralResourceSchemasEntry(pbf, pbf.readVarint() + pbf.pos); obj.ephemeralResourceSchemas[key] = value; }
    }
    return obj;
}
export function writeGetProviderSchemaResponse(obj, pbf) {
    if (obj.provider) pbf.writeMessage(1, writeSchema, obj.provider);
    if (obj.dataSourceSchemas) for (const key of Object.keys(obj.dataSourceSchemas)) pbf.writeMessage(3, writeGetProviderSchemaResponseDataSourceSchemasEntry, {key, value: obj.dataSourceSchemas[key]});
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(4, writeDiagnostic, item);
    if (obj.serverCapabilities) pbf.writeMessage(6, writeServerCapabilities, obj.serverCapabilities);
    if (obj.ephemeralResourceSchemas) for (const key of Object.keys(obj.ephemeralResourceSchemas)) pbf.writeMessage(8, writeGetProviderSchemaResponseEphemeralResourceSchemasEntry, {key, value: obj.ephemeralResourceSchemas[key]});
}

export function readGetProviderSchemaResponseDataSourceSchemasEntry(pbf, end) {
    const obj = {key: "", value: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.key = pbf.readString();
        else if (field === 2) obj.value = readSchema(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeGetProviderSchemaResponseDataSourceSchemasEntry(obj, pbf) {
    if (obj.key) pbf.writeStringField(1, obj.key);
    if (obj.value) pbf.writeMessage(2, writeSchema, obj.value);
}

export function readGetProviderSchemaResponseEphemeralResourceSchemasEntry(pbf, end) {
    const obj = {key: "", value: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.key = pbf.readString();
        else if (field === 2) obj.value = readSchema(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeGetProviderSchemaResponseEphemeralResourceSchemasEntry(obj, pbf) {
    if (obj.key) pbf.writeStringField(1, obj.key);
    if (obj.value) pbf.writeMessage(2, writeSchema, obj.value);
}

export function readValidateProviderConfig(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeValidateProviderConfig(obj, pbf) {}

export function readValidateProviderConfigRequest(pbf, end) {
    const obj = {config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeValidateProviderConfigRequest(obj, pbf) {
    if (obj.config) pbf.writeMessage(1, writeDynamicValue, obj.config);
}

export function readValidateProviderConfigResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeValidateProviderConfigResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(2, writeDiagnostic, item);
}

export function readConfigureProvider(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeConfigureProvider(obj, pbf) {}

export function readConfigureProviderRequest(pbf, end) {
    const obj = {terraformVersion: "", config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.terraformVersion = pbf.readString();
        else if (field === 2) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeConfigureProviderRequest(obj, pbf) {
    if (obj.terraformVersion) pbf.writeStringField(1, obj.terraformVersion);
    if (obj.config) pbf.writeMessage(2, writeDynamicValue, obj.config);
}

export function readConfigureProviderResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeConfigureProviderResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
}

export function readValidateDataResourceConfig(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeValidateDataResourceConfig(obj, pbf) {}

export function readValidateDataResourceConfigRequest(pbf, end) {
    const obj = {typeName: "", config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
        else if (field === 2) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeValidateDataResourceConfigRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
    if (obj.config) pbf.writeMessage(2, writeDynamicValue, obj.config);
}

export function readValidateDataResourceConfigResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeValidateDataResourceConfigResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
}

export function readReadDataSource(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeReadDataSource(obj, pbf) {}

export function readReadDataSourceRequest(pbf, end) {
    const obj = {typeName: "", config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
        else if (field === 2) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeReadDataSourceRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
    if (obj.config) pbf.writeMessage(2, writeDynamicValue, obj.config);
}

export function readReadDataSourceResponse(pbf, end) {
    const obj = {state: undefined, diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.state = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
        else if (field === 2) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeReadDataSourceResponse(obj, pbf) {
    if (obj.state) pbf.writeMessage(1, writeDynamicValue, obj.state);
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(2, writeDiagnostic, item);
}

export function readValidateEphemeralResourceConfig(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeValidateEphemeralResourceConfig(obj, pbf) {}

export function readValidateEphemeralResourceConfigRequest(pbf, end) {
    const obj = {typeName: "", config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
        else if (field === 2) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeValidateEphemeralResourceConfigRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
    if (obj.config) pbf.writeMessage(2, writeDynamicValue, obj.config);
}

export function readValidateEphemeralResourceConfigResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeValidateEphemeralResourceConfigResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
}

export function readOpenEphemeralResource(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeOpenEphemeralResource(obj, pbf) {}

export function readOpenEphemeralResourceRequest(pbf, end) {
    const obj = {typeName: "", config: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
        else if (field === 2) obj.config = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeOpenEphemeralResourceRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
    if (obj.config) pbf.writeMessage(2, writeDynamicValue, obj.config);
}

export function readOpenEphemeralResourceResponse(pbf, end) {
    const obj = {diagnostics: [], result: undefined};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
        else if (field === 3) obj.result = readDynamicValue(pbf, pbf.readVarint() + pbf.pos);
    }
    return obj;
}
export function writeOpenEphemeralResourceResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
    if (obj.result) pbf.writeMessage(3, writeDynamicValue, obj.result);
}

export function readRenewEphemeralResource(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeRenewEphemeralResource(obj, pbf) {}

export function readRenewEphemeralResourceRequest(pbf, end) {
    const obj = {typeName: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
    }
    return obj;
}
export function writeRenewEphemeralResourceRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
}

export function readRenewEphemeralResourceResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeRenewEphemeralResourceResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
}

export function readCloseEphemeralResource(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeCloseEphemeralResource(obj, pbf) {}

export function readCloseEphemeralResourceRequest(pbf, end) {
    const obj = {typeName: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.typeName = pbf.readString();
    }
    return obj;
}
export function writeCloseEphemeralResourceRequest(obj, pbf) {
    if (obj.typeName) pbf.writeStringField(1, obj.typeName);
}

export function readCloseEphemeralResourceResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeCloseEphemeralResourceResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(1, writeDiagnostic, item);
}

export function readGetFunctions(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetFunctions(obj, pbf) {}

export function readGetFunctionsRequest(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetFunctionsRequest(obj, pbf) {}

export function readGetFunctionsResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeGetFunctionsResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(2, writeDiagnostic, item);
}

export function readGetResourceIdentitySchemas(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetResourceIdentitySchemas(obj, pbf) {}

export function readGetResourceIdentitySchemasRequest(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeGetResourceIdentitySchemasRequest(obj, pbf) {}

export function readGetResourceIdentitySchemasResponse(pbf, end) {
    const obj = {diagnostics: []};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 2) obj.diagnostics.push(readDiagnostic(pbf, pbf.readVarint() + pbf.pos));
    }
    return obj;
}
export function writeGetResourceIdentitySchemasResponse(obj, pbf) {
    if (obj.diagnostics) for (const item of obj.diagnostics) pbf.writeMessage(2, writeDiagnostic, item);
}

export function readStopProvider(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeStopProvider(obj, pbf) {}

export function readStopProviderRequest(pbf, end) {
    pbf.pos = end;
    return {};
}
export function writeStopProviderRequest(obj, pbf) {}

export function readStopProviderResponse(pbf, end) {
    const obj = {error: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.error = pbf.readString();
    }
    return obj;
}
export function writeStopProviderResponse(obj, pbf) {
    if (obj.error) pbf.writeStringField(1, obj.error);
}
