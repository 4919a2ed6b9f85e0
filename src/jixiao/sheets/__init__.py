"""What is on the sheets of the standard workbook: 项目表, 汇总表, 校验结果, _参数, 填报说明."""
