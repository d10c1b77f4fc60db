package org.unroll.serve.http;

import java.time.Duration;

/**
 * What a request may ask for at most.
 *
 * @param maxBodyBytes the size of its body
 * @param maxPromptTokens the tokens of all its texts together
 * @param maxNewTokens the tokens to be drawn for all its texts together
 * @param maxTime from its arrival to its answer
 * @param maxConcurrent the requests that are worked on at once
 * @param maxQueued the requests that wait for their turn
 */
public record Limits(
    int maxBodyBytes,
    int maxPromptTokens,
    int maxNewTokens,
    Duration maxTime,
    int maxConcurrent,
    int maxQueued) {}
