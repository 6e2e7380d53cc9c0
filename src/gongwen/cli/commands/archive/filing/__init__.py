"""The words of 存档 on 整理, 移交, 鉴定 and 销毁."""
