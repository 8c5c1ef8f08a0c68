/**
 * API Gateway's quotas for WebSocket APIs, none of which can be raised.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const limits = {
  /** Bytes a client may send in one frame; a longer message takes several frames. */
  frame: 32 * 1024,
  /** Bytes of a message, in either direction. */
  message: 128 * 1024,
  /** How long a connection may go without a message in either direction. */
  idleMs: 10 * 60_000,
  connectionMs: 2 * 60 * 60_000,
  integrationMs: 29_000,
};
