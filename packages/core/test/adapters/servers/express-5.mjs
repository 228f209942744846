import express from "express";
import { startExpress } from "./express.mjs";

/** @param {import("../framework.ts").Setup} setup */
export const start = (setup) => startExpress(express, setup);
