import { GrpcError, Status } from "./framing";
import { Health, HealthCheckResponseServingStatus } from "./gen/health";
import { GRPCBroker, GRPCController, GRPCStdio } from "./gen/plugin";
import { type Methods, SILENT } from "./grpc";
import { methodsOf } from "./service";

// The name of go-plugin's health check; an empty name means the server as a whole.
const HEALTHY = ["plugin", ""];

/** The services that every plugin has in addition to its own. Without Shutdown the host waits two seconds and kills the process. */
export const hostServices = (shutdown: () => void): Methods =>
  new Map([
    ...methodsOf(GRPCController, {
      shutdown: async () => {
        shutdown();
        return {};
      },
    }),
    // The host warns in its log where these two are missing.
    ...methodsOf(GRPCStdio, { streamStdio: SILENT }),
    ...methodsOf(GRPCBroker, { startStream: SILENT }),
    ...methodsOf(Health, {
      check: async ({ service = "" }) => {
        if (!HEALTHY.includes(service)) throw new GrpcError(Status.notFound, `unknown service ${service}`);
        return { status: HealthCheckResponseServingStatus.SERVING };
      },
    }),
  ]);
