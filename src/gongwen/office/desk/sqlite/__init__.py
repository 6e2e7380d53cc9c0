"""sqlite: Django's SQLite backend, with a queue before the write lock.

SQLite lets waiting writers sleep and try again, longer each time, so that
with many of them the one that just wrote wins and another starves: of sixteen
processes taking 500 numbers each, some waited more than a minute. Here they
queue for an flock on the database's folder first, which wakes them as soon as
it is free. The queue guards nothing: the write lock does.
"""
