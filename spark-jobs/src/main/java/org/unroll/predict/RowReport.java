package org.unroll.predict;

import java.util.Map;

/**
 * The result of a job.
 *
 * @param folder that it wrote
 * @param rows that it read and wrote
 * @param rowsWithoutText those that the model had nothing to read in, and got nulls
 * @param recordsSkipped damaged records by reason, where these are skipped
 * @param seconds that the model and the writing took
 * @param rowsPerSecond in that time
 */
public record RowReport(
    String folder,
    long rows,
    long rowsWithoutText,
    Map<String, Long> recordsSkipped,
    double seconds,
    double rowsPerSecond) {}
