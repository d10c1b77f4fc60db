"""Daily: fetches the newest dump of a wiki and prepares it on a cluster, one run at a time."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

HOME = "/opt/unroll"
DUMPS = "/data/dumps"
OUT = "hdfs:///data/unroll"
WIKI = "ptwiki"

with DAG(
    dag_id=f"unroll_prepare_{WIKI}",
    schedule="30 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(hours=1)},
) as dag:
    # Exit code 75 (no complete dump yet) skips the rest.
    fetch = BashOperator(
        task_id="fetch",
        bash_command=f"{HOME}/scripts/fetch-dump --contact you@example.org --out {DUMPS} {WIKI}",
        skip_on_exit_code=75,
    )
    prepare = SparkSubmitOperator(
        task_id="prepare",
        application=f"{HOME}/spark-jobs/target/unroll.jar",
        java_class="org.unroll.cli.Unroll",
        application_args=[
            "prepare",
            "--config",
            f"{HOME}/conf/wikipedia-medium.conf",
            "--newest-of",
            f"file://{DUMPS}/{WIKI}",
            "--out",
            f"{OUT}/{WIKI}",
            "--keep-articles",
        ],
        executor_memory="1g",
        # Java reads names of files in UTF-8 only in such a locale.
        env_vars={"LC_ALL": "C.UTF-8"},
    )
    fetch >> prepare
