import { LambdaClient } from "@aws-sdk/client-lambda";

// Apart from the clients that every function needs.
export const lambda = new LambdaClient({});
