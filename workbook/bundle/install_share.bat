@echo off
chcp 936 >nul
rem GBK 编码，CRLF 换行：中文 Windows 的命令提示符读这一种
setlocal EnableExtensions DisableDelayedExpansion
title 绩效自评工作簿 @version@ 安装
rem 不从当前文件夹里找程序
set "NoDefaultCurrentDirectoryInExePath=1"
set "SHARED=@share@"
set "CODE=1"

echo 绩效自评工作簿 @version@ 安装
echo 程序在共享文件夹 "%SHARED%"，只把加载项装给当前用户，不需要管理员权限，不需要另装 Python。
echo.
if not defined LOCALAPPDATA goto no_folder
if not exist "%SHARED%\python\python.exe" goto no_share
"%SHARED%\python\python.exe" -P -c "import lxml.etree, python_calamine, win32api, pythoncom, olefile, rich, jixiao.cli" >nul 2>nul
if not "%errorlevel%"=="0" goto no_run
"%SHARED%\python\python.exe" -P -m jixiao addin install
if not "%errorlevel%"=="0" goto no_addin
set "CODE=0"
rem 以前装在本机的程序不再用
if exist "%LOCALAPPDATA%\jixiao\venv\" rmdir /s /q "%LOCALAPPDATA%\jixiao\venv" >nul 2>nul
if exist "%LOCALAPPDATA%\jixiao\python\" rmdir /s /q "%LOCALAPPDATA%\jixiao\python" >nul 2>nul
echo.
echo 安装成功。
goto end

:no_folder
echo 没有装：不知道当前用户的文件夹在哪里（LOCALAPPDATA）。
echo 请用平时用 Excel 的用户登录后再双击；不要“以管理员身份运行”。
goto end
:no_share
echo 没有装：打不开 "%SHARED%"，或里面没有 python 文件夹。
echo 请看能不能连上服务器；能连上的，请信息人员核对程序是不是放在这个位置、您有没有读取权限。
goto end
:no_run
echo 没有装：共享文件夹里的程序在这台电脑上运行不起来。要 Windows 10 或 11 的 @bits@ 版；安全软件拦下的，请信息人员放行。
goto end
:no_addin
echo.
echo 没有装，原因见上面。按上面说的处理后，再双击本文件。
goto end

:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %CODE%
