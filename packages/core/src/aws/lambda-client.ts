import { LambdaClient } from "@aws-sdk/client-lambda";

// In a file of its own, so that only functions that use it load it.
export const lambda = new LambdaClient({});
