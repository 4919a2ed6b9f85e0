@echo off
chcp 936 >nul
rem GBK 编码，CRLF 换行：中文 Windows 的命令提示符读这一种
setlocal EnableExtensions DisableDelayedExpansion
title 绩效自评工作簿 @version@ 安装
rem 不从当前文件夹里找程序
set "NoDefaultCurrentDirectoryInExePath=1"
set "HERE=%~dp0"
set "CODE=1"

echo 绩效自评工作簿 @version@ 安装
echo 只装给当前用户，不需要管理员权限，不联网，不需要另装 Python。
echo.
if not defined LOCALAPPDATA goto no_folder
if /i not "%HERE:\AppData\Local\Temp\=%"=="%HERE%" goto not_unpacked
if not exist "%HERE%python\python.exe" goto not_unpacked
if not exist "%HERE%python\@last@" goto not_unpacked
set "BASE=%LOCALAPPDATA%\jixiao"
set "LOG=%LOCALAPPDATA%\jixiao\install.log"
if not exist "%BASE%\" mkdir "%BASE%"
if not exist "%BASE%\" goto no_folder
echo @version@ @platform@ Python @python@ >"%LOG%"
rem 上次停在中途的，先恢复
if not exist "%BASE%\python\" if exist "%BASE%\python.old\" ren "%BASE%\python.old" python >>"%LOG%" 2>&1

echo [1/3] 复制程序（@megabytes@ MB，约一分钟）
if exist "%BASE%\python.new\" rmdir /s /q "%BASE%\python.new" >>"%LOG%" 2>&1
if exist "%BASE%\python.old\" rmdir /s /q "%BASE%\python.old" >>"%LOG%" 2>&1
if exist "%BASE%\python.new\" goto busy
if exist "%BASE%\python.old\" goto busy
"%SystemRoot%\System32\xcopy.exe" "%HERE%python" "%BASE%\python.new" /e /i /q /y >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_copy
rem 安全软件会悄悄拿走文件
"%BASE%\python.new\python.exe" -P -m jixiao.deploy.install.whole >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_copy
if "@compile@"=="yes" "%BASE%\python.new\python.exe" -P -m compileall -q -q -f --invalidation-mode unchecked-hash "%BASE%\python.new\Lib" >>"%LOG%" 2>&1

echo [2/3] 试运行，换上新程序
"%BASE%\python.new\python.exe" -P -c "import lxml.etree, python_calamine, win32api, pythoncom, olefile, rich, jixiao.cli" >>"%LOG%" 2>&1
if not "%errorlevel%"=="0" goto no_run
if not exist "%BASE%\python\" goto put
ren "%BASE%\python" python.old >>"%LOG%" 2>&1
if exist "%BASE%\python\" goto busy
:put
ren "%BASE%\python.new" python >>"%LOG%" 2>&1
if not exist "%BASE%\python\python.exe" goto no_put

echo [3/3] 装入 Excel 加载项
"%BASE%\python\python.exe" -P -m jixiao addin install
if not "%errorlevel%"=="0" goto no_addin
set "CODE=0"
rem 换下来的旧程序，和不带 Python 的安装包建的环境
if exist "%BASE%\python.old\" rmdir /s /q "%BASE%\python.old" >>"%LOG%" 2>&1
if exist "%BASE%\venv\" rmdir /s /q "%BASE%\venv" >>"%LOG%" 2>&1
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
:busy
echo 没有装，原来的版本照旧可用：它正在使用，换不掉。
echo 请先存盘并关闭所有 Excel 窗口，再双击本文件；仍不行请重新启动电脑后再试。
if exist "%BASE%\python.new\" rmdir /s /q "%BASE%\python.new" >nul 2>nul
goto end
:no_copy
echo 没有装：程序没有复制完。请看磁盘是否已满（要 @twice@ MB），安全软件是否拦下了“python.exe”，再双击本文件。
goto undo
:no_run
echo 没有装：程序在这台电脑上运行不起来。要 Windows 10 或 11 的 @bits@ 版；安全软件拦下的，请信息人员放行。
goto undo
:no_put
echo 没有装：新程序没有放到位。请关闭所有 Excel 窗口，再双击本文件。
goto undo
:no_addin
echo.
echo 没有装，原因见上面，已恢复原样。按上面说的处理后，再双击本文件。
rmdir /s /q "%BASE%\python" >>"%LOG%" 2>&1
if exist "%BASE%\python\" goto send_log
:undo
if exist "%BASE%\python.new\" rmdir /s /q "%BASE%\python.new" >>"%LOG%" 2>&1
if not exist "%BASE%\python\" if exist "%BASE%\python.old\" ren "%BASE%\python.old" python >>"%LOG%" 2>&1
:send_log
echo 仍不行请把这个文件发给技术支持："%LOG%"

:end
echo.
if /i not "%~1"=="/quiet" pause
exit /b %CODE%
