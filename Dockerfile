# One image for the server, the worker and the migrations; docker-compose.yml sets each container's command.

FROM python:3.11.14-slim-bookworm AS packages
COPY requirements.txt /tmp/
RUN python -m venv /opt/kleene \
    && /opt/kleene/bin/pip install --no-cache-dir --disable-pip-version-check -r /tmp/requirements.txt

FROM python:3.11.14-slim-bookworm
ENV PATH=/opt/kleene/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DEBUG=0 \
    HOST=0.0.0.0 \
    PORT=8000
RUN groupadd --system --gid 10001 kleene \
    && useradd --system --uid 10001 --gid kleene --no-create-home --shell /usr/sbin/nologin kleene
COPY --from=packages /opt/kleene /opt/kleene
WORKDIR /srv/kleene
COPY . .
# The user owns only the data folder, so that an intruder cannot change the code.
RUN install --directory --owner=kleene --group=kleene var
USER kleene
# A placeholder key for this one command, which signs nothing; serving needs a real SECRET_KEY.
RUN SECRET_KEY=nothing-is-signed-while-static-files-are-gathered python manage.py collectstatic --noinput --verbosity 0

EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health/live\", timeout=2)"]
CMD ["python", "manage.py", "serve"]
