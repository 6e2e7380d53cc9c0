"""Containers (容器): ZIP packages, OLE files and XML parts, opened with care.

Comes in: bytes nobody vouches for. Goes out: names, parts and trees, or
`Unreadable` with the reason. Refuses to know what the parts say, and never
believes a size, a name or an offset that the file states.
"""
