import { GoneException, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import type { SocketMessage } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import { connectionsClient } from "../aws/connections-client.ts";
import { disconnect } from "./presence.ts";
import type { RoomState } from "./room.ts";

export interface SocketPost {
  connectionId: string;
  message: SocketMessage;
}

const atOnce = 50;

/**
 * Sends each post to its connection. No push is vital: one that cannot be sent is skipped, and a closed connection is
 * removed from its person.
 */
export async function postAll(posts: SocketPost[], state: RoomState): Promise<void> {
  const queue = posts.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of queue) await post(one, state);
    }),
  );
}

async function post({ connectionId, message }: SocketPost, state: RoomState): Promise<void> {
  const client = connectionsClient(Resource.WaitingRoomSocket.managementEndpoint);
  try {
    const data = JSON.stringify(message);
    await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: data }));
  } catch (error) {
    if (error instanceof GoneException) await disconnect(connectionId, state).catch(() => {});
  }
}
