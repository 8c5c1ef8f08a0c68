import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";

const clients = new Map<string, ApiGatewayManagementApiClient>();

/**
 * A client that posts to the connections of a WebSocket API (`PostToConnectionCommand`). It has its own file because
 * every function loads the other clients. Posting to a closed connection fails with GoneException.
 *
 * @param endpoint `Resource.<api>.managementEndpoint`
 * @returns one client per endpoint, kept for the lifetime of the environment
 */
export function connectionsClient(endpoint: string): ApiGatewayManagementApiClient {
  const known = clients.get(endpoint);
  if (known) return known;
  const client = new ApiGatewayManagementApiClient({ endpoint });
  clients.set(endpoint, client);
  return client;
}
