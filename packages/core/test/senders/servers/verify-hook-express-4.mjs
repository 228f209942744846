import express from "express4";
import { startVerifyHook } from "./verify-hook.mjs";

/** @param {import("../verify-hook-setup.ts").VerifyHookSetup} setup */
export const start = (setup) => startVerifyHook(express, setup);
