@echo off
rem Starts Dawra on this computer (Windows). Needs only Java 17 or newer.
cd /d "%~dp0"
where java >nul 2>nul
if errorlevel 1 (
  echo Java 17 or newer is needed: https://adoptium.net
  pause
  exit /b 1
)
set ARGS=%*
if "%ARGS%"=="" set ARGS=run
java -Duser.timezone=UTC -Djava.awt.headless=true -jar dawra.jar %ARGS%
pause
