import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";

const clients = new Map<string, ApiGatewayManagementApiClient>();

/**
 * Sends to those who are connected to a WebSocket API (`PostToConnectionCommand`). Not among the other clients, which
 * every function loads.
 *
 * @param endpoint `Resource.<api>.managementEndpoint`
 * @returns one for each endpoint, for the life of the function; a connection that is no more fails with GoneException
 */
export function connectionsClient(endpoint: string): ApiGatewayManagementApiClient {
  const known = clients.get(endpoint);
  if (known) return known;
  const client = new ApiGatewayManagementApiClient({ endpoint });
  clients.set(endpoint, client);
  return client;
}
