import { LambdaClient } from "@aws-sdk/client-lambda";

// Apart from the clients that every function needs.
export const lambda = /* @__PURE__ */ new LambdaClient({});
