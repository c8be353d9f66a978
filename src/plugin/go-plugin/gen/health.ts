// @ts-nocheck
// Generated from health.proto by `npm run generate`: messages, services, and the functions of pbf. Do not edit.
import type { PbfReader, PbfWriter } from "pbf";

export interface HealthCheckRequest {
  readonly service?: string | undefined;
}

export interface HealthCheckResponse {
  readonly status?: number | undefined;
}

export const Health = {
  typeName: "grpc.health.v1.Health",
  methods: {
    check: { name: "Check", read: (pbf: PbfReader): HealthCheckRequest => readHealthCheckRequest(pbf), write: (message: HealthCheckResponse, pbf: PbfWriter): void => writeHealthCheckResponse(message, pbf) },
  },
} as const;

export function readHealthCheckRequest(pbf, end) {
    const obj = {service: ""};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.service = pbf.readString();
    }
    return obj;
}
export function writeHealthCheckRequest(obj, pbf) {
    if (obj.service) pbf.writeStringField(1, obj.service);
}

export function readHealthCheckResponse(pbf, end) {
    const obj = {status: 0};
    let field;
    while ((field = pbf.nextField(end))) {
        if (field === 1) obj.status = pbf.readVarint();
    }
    return obj;
}
export function writeHealthCheckResponse(obj, pbf) {
    if (obj.status) pbf.writeVarintField(1, obj.status);
}

export const HealthCheckResponseServingStatus = {
    "UNKNOWN": 0,
    "SERVING": 1,
    "NOT_SERVING": 2
};
