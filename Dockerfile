# syntax=docker/dockerfile:1
# One image for web, worker, beat and the one-off that migrates; docker-compose.yml names their commands.
FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/saglas
RUN python -m venv /srv/saglas/.venv
COPY requirements/uv.txt requirements/node.txt requirements/run.txt requirements/
RUN .venv/bin/python -m pip install --require-hashes -r requirements/uv.txt \
    && .venv/bin/python -m uv pip install --python .venv/bin/python --require-hashes -r requirements/run.txt
COPY package.json package-lock.json .npmrc ./
COPY config config
# Styles and fonts, fetched with a Node that stays behind in this stage.
RUN python -m venv /tmp/node \
    && /tmp/node/bin/python -m pip install --require-hashes -r requirements/node.txt \
    && PATH="/tmp/node/bin:$PATH" .venv/bin/python -c "from config import vendor; vendor.fetch()"
COPY . .
# The compiled translation and the gathered static files belong to the image; no key is needed for them.
RUN .venv/bin/python -c "from config import messages; messages.compile_if_needed()" \
    && SAGLAS_VAR=/srv/saglas/var .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.12-slim-bookworm
RUN groupadd --gid 10001 saglas \
    && useradd --uid 10001 --gid 10001 --home-dir /srv/saglas --no-create-home --shell /usr/sbin/nologin saglas
WORKDIR /srv/saglas
COPY --from=build /srv/saglas /srv/saglas
RUN mkdir -p var/media var/mail && chown -R saglas:saglas var/media var/mail
ENV PATH="/srv/saglas/.venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER saglas
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "config.wsgi:application"]
