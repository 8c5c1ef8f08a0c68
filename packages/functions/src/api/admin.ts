import { createApi, lambdaHandler } from "./app.ts";

const app = createApi({ title: "Admin", description: "Admin API of Donut-States." });

export const handler = lambdaHandler(app);
