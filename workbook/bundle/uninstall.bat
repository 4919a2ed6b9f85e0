@echo off
chcp 936 >nul
rem GBK 编码，CRLF 换行：中文 Windows 的命令提示符读这一种
setlocal EnableExtensions DisableDelayedExpansion
title 绩效自评工作簿 卸载
set "NoDefaultCurrentDirectoryInExePath=1"
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONIOENCODING=utf-8"
set "CODE=1"
if not defined LOCALAPPDATA goto nothing
set "VENV=%LOCALAPPDATA%\jixiao\venv"
set "OWN=%LOCALAPPDATA%\jixiao\python"
set "RUN="
if exist "%VENV%\Scripts\python.exe" set "RUN=%VENV%\Scripts\python.exe"
if exist "%OWN%\python.exe" set "RUN=%OWN%\python.exe"
if not defined RUN goto nothing

echo 卸载绩效自评工作簿的加载项和程序。填好的工作簿不受影响。
echo.
"%RUN%" -P -m jixiao addin uninstall
if not "%errorlevel%"=="0" goto stopped
rem 带 Python 的和不带的安装包各有自己的文件夹；更新停在中途会留下另两个
for %%d in ("%VENV%" "%OWN%" "%OWN%.new" "%OWN%.old") do if exist "%%~d\" rmdir /s /q "%%~d" >nul 2>nul
if exist "%VENV%\Scripts\python.exe" goto busy
if exist "%OWN%\python.exe" goto busy
del /q "%LOCALAPPDATA%\jixiao\install.log" >nul 2>nul
rem 里面有按钮留下的日志和备份时，文件夹留着
rmdir "%LOCALAPPDATA%\jixiao" >nul 2>nul
set "CODE=0"
echo.
echo 卸载完毕。
if not exist "%LOCALAPPDATA%\jixiao\" goto end
echo 按钮留下的日志和工作簿备份还在，不要了请自己删："%LOCALAPPDATA%\jixiao"
goto end

:nothing
echo 这个用户没有用安装包装过，没有要卸载的。
goto end
:stopped
echo 没有卸载，原因见上面。按上面说的处理后，再双击本文件。
goto end
:busy
echo 加载项已卸载，但程序正在使用，没有删干净。请关闭所有 Excel 窗口，再双击本文件。
goto end

:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %CODE%
