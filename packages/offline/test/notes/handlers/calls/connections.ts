import * as commands from "@aws-sdk/client-apigatewaymanagementapi";
import { caller } from "../call.ts";
import { Resource } from "../resource.ts";

export const handler = caller(commands, commands.ApiGatewayManagementApiClient, {
  endpoint: Resource.NoteSocket.managementEndpoint,
});
