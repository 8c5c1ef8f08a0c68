import { topology } from "./topology.ts";

interface SocketApiArgs {
  /** Names of the topics and queues that messages enter through it, for the console's map. */
  feeds?: string[];
}

/**
 * A WebSocket API. Pages of every site can connect to it, for there is no CORS: who may stay connected, `$connect` or
 * an authorizer decides by what it is given.
 */
export function socketApi(name: string, { feeds }: SocketApiArgs = {}): sst.aws.ApiGatewayWebSocket {
  const api = new sst.aws.ApiGatewayWebSocket(name);
  topology.apis.push({ name, kind: "socket", url: api.url, ...(feeds && { feeds }) });
  return api;
}
