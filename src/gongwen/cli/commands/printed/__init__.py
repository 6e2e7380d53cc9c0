"""The printed forms of the office: 发文稿纸 and the registers."""
