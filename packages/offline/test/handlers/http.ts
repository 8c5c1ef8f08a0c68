import { setTimeout as pause } from "node:timers/promises";
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from "aws-lambda";

/** Answers with the event it got, or in the way the path asks. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2<unknown>> {
  switch (event.rawPath) {
    case "/text":
      return "plain";
    case "/structured":
      return {
        statusCode: 201,
        headers: { "Content-Type": "application/problem+json", "x-number": 7, connection: "close" },
        cookies: ["a=1; Path=/", "b=2"],
        body: "{}",
      };
    case "/cookies":
      return { statusCode: 200, headers: { "Set-Cookie": "own=1" }, cookies: ["a=1; Path=/", "b=2"], body: "" };
    case "/own-cors":
      return { statusCode: 200, headers: { "Access-Control-Allow-Origin": "https://own.example" }, body: "" };
    case "/binary":
      return { statusCode: 200, headers: { "content-type": "image/x" }, body: "AAH/", isBase64Encoded: true };
    case "/invalid":
      return { statusCode: 200, body: { not: "text" } as unknown as string };
    case "/throw":
      throw new Error("no good");
    case "/slow":
      await pause(5_000);
      return "late";
    default:
      return event;
  }
}
