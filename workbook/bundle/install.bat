@echo off
chcp 936 >nul
rem GBK 编码，CRLF 换行：中文 Windows 的命令提示符读这一种
setlocal EnableExtensions DisableDelayedExpansion
title 绩效自评工作簿 @version@ 安装
rem 不从当前文件夹里找程序，不受别的 Python 设置影响
set "NoDefaultCurrentDirectoryInExePath=1"
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONIOENCODING=utf-8"
set "HERE=%~dp0"
set "CODE=1"
set "PY="

echo 绩效自评工作簿 @version@ 安装
echo 只装给当前用户，不需要管理员权限，不联网。
echo.
if not defined LOCALAPPDATA goto no_folder
if /i not "%HERE:\AppData\Local\Temp\=%"=="%HERE%" goto not_unpacked
if not exist "%HERE%wheels\@wheel@" goto not_unpacked
set "VENV=%LOCALAPPDATA%\jixiao\venv"
set "LOG=%LOCALAPPDATA%\jixiao\install.log"
if not exist "%LOCALAPPDATA%\jixiao\" mkdir "%LOCALAPPDATA%\jixiao"
if not exist "%LOCALAPPDATA%\jixiao\" goto no_folder
echo @version@ @platform@ Python @python@ >"%LOG%"

echo [1/3] 找 Python @python@（@bits@），准备运行环境
if exist "%VENV%\Scripts\python.exe" call :check "%VENV%\Scripts\python.exe"
if exist "%VENV%\Scripts\python.exe" if "%errorlevel%"=="0" goto fill
call :try py -@python@
call :try "%LOCALAPPDATA%\Programs\Python\Python@tag@\python.exe"
call :try "%ProgramFiles%\Python@tag@\python.exe"
call :try python
if not defined PY goto no_python
rem 别的版本的旧环境，有了能用的 Python 才删
if exist "%VENV%\" rmdir /s /q "%VENV%" >>"%LOG%" 2>&1
if exist "%VENV%\Scripts\python.exe" goto busy
%PY% -P -m venv "%VENV%" >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_venv

:fill
echo [2/3] 装入程序（约一分钟）
"%VENV%\Scripts\python.exe" -P -m pip --isolated --disable-pip-version-check install --no-index --find-links "%HERE%wheels" --upgrade "@requirement@" >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_wheels
rem 版本号相同而内容较新的，也换上
"%VENV%\Scripts\python.exe" -P -m pip --isolated --disable-pip-version-check install --no-index --no-deps --force-reinstall "%HERE%wheels\@wheel@" >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_wheels

echo [3/3] 装入 Excel 加载项
"%VENV%\Scripts\python.exe" -P -m jixiao addin install
if not "%errorlevel%"=="0" goto no_addin
set "CODE=0"
rem 带 Python 的安装包装过的，不再用
if exist "%LOCALAPPDATA%\jixiao\python\" rmdir /s /q "%LOCALAPPDATA%\jixiao\python" >>"%LOG%" 2>&1
echo.
echo 安装成功。
goto end

:not_unpacked
echo 没有装：安装包还没有解压，或解压得不全。
echo 请在压缩包上点右键，选“全部解压缩”，解压到桌面或 D 盘，再打开解压出来的文件夹，双击“安装.bat”。
goto end
:no_folder
echo 没有装：不知道当前用户的文件夹在哪里（LOCALAPPDATA），或者不能在里面建文件夹。
echo 请用平时用 Excel 的用户登录后再双击；不要“以管理员身份运行”。仍不行请把这个窗口拍照发给技术支持。
goto end
:no_python
echo 没有装：这台电脑上没有 Python @python@（@bits@）。
echo 请向信息人员要 Python @python@ 的 @bits@ 安装程序，双击后选“Install Now”（不需要管理员权限），装完再双击本文件。
echo 别的版本、微软应用商店里的 Python 都不行。
goto end
:busy
echo 没有装：原来装的程序正在使用，换不掉。
echo 请先存盘并关闭所有 Excel 窗口，再双击本文件；仍不行请重新启动电脑后再试。
goto end
:no_venv
echo 没有装：运行环境没有建成。
goto send_log
:no_wheels
echo 没有装：程序没有装进去。如果 Excel 正开着，请先存盘并关闭所有 Excel 窗口，再双击本文件。
goto send_log
:no_addin
echo 程序已装好，但加载项没有装进 Excel，原因见上面。按上面说的处理后，再双击本文件。
goto end
:send_log
echo 仍不行请把这个文件发给技术支持："%LOG%"
goto end

:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %CODE%

:try
if defined PY goto :eof
call :check %*
if "%errorlevel%"=="0" set PY=%*
goto :eof

:check
%* -P -c "import sys, sysconfig, venv, ensurepip; sys.exit(not (sys.version_info[:2] == (@major@, @minor@) and sysconfig.get_platform() == '@system@' and 'WindowsApps' not in sys.base_prefix))" >nul 2>nul
exit /b %errorlevel%
