@echo off
chcp 936 >nul
rem GBK 编码，CRLF 换行：中文 Windows 的命令提示符读这一种
setlocal EnableExtensions DisableDelayedExpansion
title 绩效自评工作簿 卸载
set "NoDefaultCurrentDirectoryInExePath=1"
set "SHARED=@share@"
set "CODE=1"
if not exist "%SHARED%\python\python.exe" goto no_share

echo 卸载当前用户的绩效自评加载项。填好的工作簿不受影响，共享文件夹里的程序不动。
echo.
"%SHARED%\python\python.exe" -P -m jixiao addin uninstall
if not "%errorlevel%"=="0" goto stopped
set "CODE=0"
echo.
echo 卸载完毕。
goto end

:no_share
echo 没有卸载：打不开 "%SHARED%"，或里面没有 python 文件夹。请看能不能连上服务器，再双击本文件。
goto end
:stopped
echo 没有卸载，原因见上面。按上面说的处理后，再双击本文件。
goto end

:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %CODE%
