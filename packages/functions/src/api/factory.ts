import { createApi, lambdaHandler } from "./app.ts";

const app = createApi({ title: "Factory", description: "Factory API of Donut-States." });

export const handler = lambdaHandler(app);
